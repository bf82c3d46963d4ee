using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Offers;

/// <summary>What went wrong in a tool call, for the model to read.</summary>
internal static class ToolError
{
    public static CallToolResult Of(string text) => new() { IsError = true, Content = [new TextContentBlock { Text = text }] };
}
