namespace AgentStack.RemoteMcp.Walk;

/// <summary>Headers of MCP's streamable HTTP.</summary>
internal static class McpHeaders
{
    public const string SessionId = "Mcp-Session-Id";
}
