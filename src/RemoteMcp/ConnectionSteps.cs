using ModelContextProtocol.Protocol;

namespace AgentStack.RemoteMcp;

internal static class ConnectionSteps
{
    /// <summary>The step that a request of the protocol is.</summary>
    public static ConnectionStep Of(string method) => method switch
    {
        RequestMethods.ToolsCall => ConnectionStep.CallTool,
        RequestMethods.PromptsGet => ConnectionStep.GetPrompt,
        RequestMethods.ResourcesRead => ConnectionStep.ReadResource,
        _ => ConnectionStep.Request,
    };

    /// <summary>Whether it is one caller's own, and no step on the way to the server.</summary>
    public static bool IsCall(this ConnectionStep step) => step >= ConnectionStep.CallTool;
}
