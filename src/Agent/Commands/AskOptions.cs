namespace AgentStack.Agent.Commands;

/// <summary>What the command <c>ask</c> was told.</summary>
internal sealed record AskOptions(string Prompt, bool IsJson, bool AllowsAll);
