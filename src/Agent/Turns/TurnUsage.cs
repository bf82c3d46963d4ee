namespace AgentStack.Agent.Turns;

/// <summary>Tokens of all model calls of a turn.</summary>
internal sealed record TurnUsage(long InputTokens, long OutputTokens, int ModelCalls);
