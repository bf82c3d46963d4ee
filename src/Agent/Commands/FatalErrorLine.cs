namespace AgentStack.Agent.Commands;

/// <summary>The last line of a process that could not go on.</summary>
internal sealed record FatalErrorLine(
    DateTime Timestamp, string Level, string Logger, string Message, string ErrorType, string? Remedy, int ExitCode);
