namespace AgentStack.Agent.Turns;

/// <summary>A piece of the answer.</summary>
internal sealed record TextEvent(string Text) : TurnEvent;
