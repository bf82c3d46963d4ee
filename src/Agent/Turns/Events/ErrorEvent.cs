namespace AgentStack.Agent.Turns.Events;

/// <summary>The turn failed; always the last event.</summary>
/// <param name="Error">For a person: the step and the remedy.</param>
/// <param name="ErrorType">For a program.</param>
internal sealed record ErrorEvent(string Error, string ErrorType, string RequestId) : TurnEvent
{
    /// <summary>The words that AWS's own SDK puts into an error event, for clients that look for them.</summary>
    public string Message { get; } = "An error occurred during streaming";
}
