namespace AgentStack.Agent.Turns;

/// <summary>A <see cref="Events.WarningEvent"/> in a turn that is one JSON object.</summary>
internal sealed record TurnWarning(string Message, string? Code);
