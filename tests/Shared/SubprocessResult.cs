namespace AgentStack.Tests.Shared;

/// <summary>How a process ended, and all that it wrote.</summary>
public sealed record SubprocessResult(int ExitCode, string Output, string Error);
