namespace AgentStack.Agent.Lifecycle;

/// <summary>A tool that a server lists and that is not used, and why.</summary>
internal sealed record ReadyLeftOut(string Tool, string Reason);
