namespace AgentStack.McpServer.Gateway.Search;

/// <summary>When the upstreams' tools are found by search instead of being listed.</summary>
internal enum ToolsOnDemand
{
    /// <summary>When there are many.</summary>
    Auto,

    Always,

    Never,
}
