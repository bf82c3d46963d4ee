namespace AgentStack.RemoteMcp.Connections;

/// <summary>What a server answered when it was asked for its tools.</summary>
/// <param name="Tools">Those that are used, in the server's order.</param>
/// <param name="LeftOut">Those that are not, and why.</param>
/// <param name="At">When it answered.</param>
public sealed record ToolListing(IReadOnlyList<RemoteTool> Tools, IReadOnlyList<LeftOutTool> LeftOut, DateTimeOffset At)
{
    /// <summary>How long the server says that the list is good for, if it does (2026-07-28).</summary>
    public TimeSpan? TimeToLive { get; init; }
}
