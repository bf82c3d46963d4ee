namespace AgentStack.Agent.Lifecycle;

/// <summary>An MCP server as it was when it was last asked for its tools.</summary>
/// <param name="State"><c>connecting</c>, <c>connected</c> or <c>failed</c>.</param>
/// <param name="Failure">Why, with the remedy; null when it answered.</param>
/// <param name="Tools">How many it listed last.</param>
/// <param name="Since">Unix seconds at which the state began.</param>
/// <param name="AskedAt">Unix seconds at which it was last asked.</param>
internal sealed record ReadyServer(string Name, string State, string? Failure, int Tools, long? Since, long? AskedAt);
