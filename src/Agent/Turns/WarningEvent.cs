namespace AgentStack.Agent.Turns;

/// <summary>Something that the answer has to do without, such as a server that is down.</summary>
internal sealed record WarningEvent(string Message) : TurnEvent;
