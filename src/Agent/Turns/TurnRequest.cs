using AgentStack.Agent.Conversations;
using AgentStack.Agent.Invocations;

namespace AgentStack.Agent.Turns;

/// <summary>One prompt in one session, or decisions by which a turn that waits goes on.</summary>
/// <param name="Prompt">Null when there are only decisions.</param>
/// <param name="RequestId">Names the turn in logs and errors.</param>
internal sealed record TurnRequest(string? Prompt, SessionId SessionId, string RequestId)
{
    public ApprovalDecisions? Decisions { get; init; }

    public Caller Caller { get; init; } = Caller.Nobody;
}
