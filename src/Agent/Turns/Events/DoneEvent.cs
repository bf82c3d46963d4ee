namespace AgentStack.Agent.Turns.Events;

/// <summary>The turn ended well.</summary>
/// <param name="StopReason">Why the model stopped, such as <c>stop</c> or <c>length</c>.</param>
internal sealed record DoneEvent(string StopReason, string SessionId, string RequestId) : TurnEvent;
