namespace AgentStack.Agent.Tools;

/// <summary>What was made of the servers' answers.</summary>
internal sealed record AssembledTools(ServerTools[] From, ToolSet Tools);
