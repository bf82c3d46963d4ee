namespace AgentStack.Agent.Commands;

/// <summary>A server in <c>tools list</c>.</summary>
/// <param name="Tools">How many of its tools are offered.</param>
/// <param name="Failure">Null when it answers.</param>
/// <param name="Since">When it began to answer, or to fail.</param>
internal sealed record ListedServer(string Name, int Tools, string? Failure, DateTimeOffset? Since);
