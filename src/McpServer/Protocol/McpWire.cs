namespace AgentStack.McpServer.Protocol;

/// <summary>The words of the Model Context Protocol over streamable HTTP that the SDK does not publish.</summary>
internal static class McpWire
{
    public const string Path = "/mcp";

    public const string ProtocolVersionHeader = "MCP-Protocol-Version";
    public const string MethodHeader = "Mcp-Method";
    public const string NameHeader = "Mcp-Name";
    public const string ParameterHeaderPrefix = "Mcp-Param-";

    /// <summary>The keyword of a tool's schema that asks for an argument to be repeated in a header.</summary>
    public const string ParameterHeaderKeyword = "x-mcp-header";

    public const string JsonMediaType = "application/json";
    public const string EventStreamMediaType = "text/event-stream";

    public const string CompleteResult = "complete";
}
