namespace AgentStack.Agent.Lifecycle;

/// <summary>The body of <c>GET /health/ready</c>.</summary>
/// <param name="State"><c>starting</c>, <c>serving</c> or <c>stopping</c>.</param>
/// <param name="WaitsFor">Required MCP servers that it is not ready without; null when there is none.</param>
/// <param name="Running">What is under way, by name.</param>
internal sealed record ReadyReply(
    bool Ready,
    string State,
    IReadOnlyList<string>? WaitsFor,
    IReadOnlyDictionary<string, int> Running,
    ReadyModel Model,
    ReadyStore Store,
    IReadOnlyList<ReadyServer> McpServers);
