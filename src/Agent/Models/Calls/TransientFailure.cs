namespace AgentStack.Agent.Models.Calls;

/// <summary>The model did not begin to answer, for a reason that may pass.</summary>
internal sealed class TransientFailure(Exception cause, string reason) : Exception(cause.Message, cause)
{
    public Exception Cause => InnerException!;

    /// <summary>As an error event would name it, such as <c>model_throttled</c>.</summary>
    public string Reason { get; } = reason;

    /// <summary>How long the service asks to be left alone, if it says so.</summary>
    public TimeSpan? RetryAfter { get; } = RetryAfterHeader.Find(cause);
}
