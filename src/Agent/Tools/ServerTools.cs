using AgentStack.RemoteMcp.Connections;

namespace AgentStack.Agent.Tools;

/// <summary>What one server answered when it was last asked for its tools.</summary>
/// <param name="Tools">What it listed last; empty when it never did.</param>
/// <param name="Failure">Why it could not be asked; null when it answered.</param>
internal sealed record ServerTools(
    RemoteMcpServer Server, IReadOnlyList<RemoteTool> Tools, string? Failure, DateTimeOffset At)
{
    /// <summary>What it listed and cannot be used.</summary>
    public IReadOnlyList<LeftOutTool> LeftOut { get; init; } = [];

    /// <summary>When it began to answer, or to fail.</summary>
    public DateTimeOffset Since { get; init; } = At;
}
