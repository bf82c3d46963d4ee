namespace AgentStack.Agent.Turns.Events;

/// <summary>How far a call has come, as its server says it; at most four a second, and none after the result.</summary>
/// <param name="Id">That of the call's <see cref="ToolCallEvent"/>.</param>
/// <param name="Progress">In the server's own unit.</param>
/// <param name="Total">Where the progress ends, if the server knows.</param>
internal sealed record ToolProgressEvent(string Id, string Tool, double Progress, double? Total, string? Message) : TurnEvent;
