namespace AgentStack.Agent.Turns.Events;

/// <summary>The model did not begin to answer; it is asked again.</summary>
/// <param name="Attempt">The attempt that comes: 2, 3, …</param>
/// <param name="Reason">As an error event's <c>error_type</c> would have it, such as <c>model_throttled</c>.</param>
internal sealed record RetryEvent(int Attempt, long DelayMs, string Reason) : TurnEvent;
