namespace AgentStack.RemoteMcp.Connections;

/// <summary>An answer was longer than what is read of one.</summary>
internal sealed class AnswerTooLargeException(long limit)
    : Exception($"The answer is larger than {limit / 1_000_000} MB, the most that is read of one.");
