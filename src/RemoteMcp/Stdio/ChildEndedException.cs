namespace AgentStack.RemoteMcp.Stdio;

/// <summary>The process of a server is over: what was sent may have run or not.</summary>
internal sealed class ChildEndedException(int exitCode, bool hasSpoken, Exception inner)
    : IOException($"The process ended with {exitCode}.", inner)
{
    public int ExitCode { get; } = exitCode;

    /// <summary>Whether it spoke MCP before.</summary>
    public bool HasSpoken { get; } = hasSpoken;
}
