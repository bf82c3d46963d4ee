namespace AgentStack.Agent.Turns.Events;

/// <summary>
/// The turn waits: a person has to allow these calls. The session's next invocation says which, by
/// <c>{"approve": [ids], "deny": [ids]}</c>. Always the last event.
/// </summary>
internal sealed record ApprovalEvent(IReadOnlyList<ApprovalRequest> Calls, string SessionId, string RequestId) : TurnEvent;
