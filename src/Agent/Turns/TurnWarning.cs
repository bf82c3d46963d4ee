namespace AgentStack.Agent.Turns;

/// <summary>A <see cref="WarningEvent"/> in a turn that is one JSON object.</summary>
internal sealed record TurnWarning(string Message, string? Code);
