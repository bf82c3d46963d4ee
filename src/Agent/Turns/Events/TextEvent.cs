namespace AgentStack.Agent.Turns.Events;

/// <summary>A piece of the answer.</summary>
internal sealed record TextEvent(string Text) : TurnEvent;
