namespace AgentStack.RemoteMcp.Stdio;

/// <summary>The process writes, and nothing of it is MCP.</summary>
internal sealed class ChildGibberishException(int lines, Exception inner) : Exception($"It wrote {lines} lines that are no messages.", inner)
{
    public int Lines { get; } = lines;
}
