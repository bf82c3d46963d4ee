namespace AgentStack.Agent.Turns.Events;

/// <summary>What a tool gave back to the model.</summary>
internal sealed record ToolResultEvent(string Id, string Tool, bool IsError, string Output, long DurationMs) : TurnEvent;
