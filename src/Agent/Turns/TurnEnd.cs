using AgentStack.Agent.Conversations;
using AgentStack.Agent.Turns.Events;

namespace AgentStack.Agent.Turns;

/// <summary>How a turn ended: with an answer, or with calls that wait for a person.</summary>
/// <param name="StopReason">Why the model stopped, or <see cref="Approval"/>.</param>
/// <param name="Approvals">The calls that wait; none when there is an answer.</param>
internal sealed record TurnEnd(string StopReason, IReadOnlyList<ApprovalRequest> Approvals)
{
    public const string Approval = "approval";

    public static TurnEnd Answered(string stopReason) => new(stopReason, []);

    public static TurnEnd Waiting(IReadOnlyList<ApprovalRequest> approvals) => new(Approval, approvals);

    /// <param name="progress">Has what the calls that do not wait gave, and what the others would run.</param>
    public PendingCalls? ToPending(TurnProgress progress) => Approvals.Count == 0
        ? null
        : new PendingCalls([.. Approvals.Select(call => call.Id)], progress.WithoutImages()) { Tools = progress.Asked };

    public TurnEvent ToEvent(TurnRequest request) => Approvals.Count > 0
        ? new ApprovalEvent(Approvals, request.SessionId.Value, request.RequestId)
        : new DoneEvent(StopReason, request.SessionId.Value, request.RequestId);
}
