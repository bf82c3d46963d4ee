namespace AgentStack.McpServer.Guardrails;

/// <summary>Where a text comes from, in the service's words.</summary>
internal static class ContentSource
{
    public const string Input = "INPUT";
    public const string Output = "OUTPUT";
}
