using AgentStack.Agent.Models;

namespace AgentStack.Agent.Turns;

/// <summary>A turn as one JSON object. AgentCore's command line prints <c>result</c>, and <c>error</c> of a failure.</summary>
internal sealed record TurnReply
{
    public string? Result { get; init; }

    public string? Error { get; init; }

    public string? ErrorType { get; init; }

    public required string SessionId { get; init; }

    public required string RequestId { get; init; }

    public string? StopReason { get; init; }

    public required IReadOnlyList<CalledTool> ToolCalls { get; init; }

    public required IReadOnlyList<TurnWarning> Warnings { get; init; }

    /// <summary>The calls that wait for a person; null when none does.</summary>
    public IReadOnlyList<ApprovalRequest>? Approvals { get; init; }

    public ModelUsage? Usage { get; init; }

    public decimal? SessionCostUsd { get; init; }
}
