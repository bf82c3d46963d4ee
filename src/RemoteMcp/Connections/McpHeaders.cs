namespace AgentStack.RemoteMcp.Connections;

/// <summary>Headers of MCP's streamable HTTP transport.</summary>
public static class McpHeaders
{
    /// <summary>What every header of the protocol begins with; none of them is a caller's to set.</summary>
    public const string Prefix = "Mcp-";

    public const string SessionId = "Mcp-Session-Id";
    public const string Method = "Mcp-Method";
    public const string LastEventId = "Last-Event-ID";
}
