namespace AgentStack.Agent.Lifecycle;

/// <summary>An MCP server as it was when it was last asked.</summary>
/// <param name="State"><c>idle</c>, <c>connecting</c>, <c>connected</c>, <c>degraded</c> or <c>refused</c>.</param>
/// <param name="Required">Whether the agent is ready only with it.</param>
/// <param name="Failure">Why, with the remedy; null while it answers.</param>
/// <param name="Tools">How many of those that it listed last the model is offered.</param>
/// <param name="Since">Unix seconds at which the state began.</param>
/// <param name="AskedAt">Unix seconds at which its tools were last asked for.</param>
/// <param name="RetryAt">Unix seconds at which it is asked again; calls fail at once until then.</param>
/// <param name="Protocol">The revision of MCP that both sides agreed on.</param>
/// <param name="Server">Its name and version, as it gives them.</param>
/// <param name="LeftOut">Tools that it lists and that are not used: the first of them, and why.</param>
/// <param name="LeftOutCount">How many those are in all.</param>
internal sealed record ReadyServer(
    string Name,
    string State,
    bool Required,
    string? Failure,
    int Tools,
    long? Since,
    long? AskedAt,
    long? RetryAt,
    string? Protocol,
    string? Server,
    IReadOnlyList<ReadyLeftOut>? LeftOut,
    int? LeftOutCount);
