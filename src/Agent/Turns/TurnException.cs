namespace AgentStack.Agent.Turns;

/// <summary>A turn that cannot end well. The message is for the person who asked: the step and the remedy, nothing of the inside.</summary>
internal sealed class TurnException(string errorType, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The agent's own fault: the only one whose log holds a stack trace.</summary>
    public const string Internal = "internal_error";

    /// <summary>A stable word for programs, such as <c>model_throttled</c>.</summary>
    public string ErrorType { get; } = errorType;
}
