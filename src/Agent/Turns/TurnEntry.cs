using AgentStack.Agent.Conversations;

namespace AgentStack.Agent.Turns;

/// <summary>Where a turn goes in its session: after the last one, or in the place of the one that waited.</summary>
internal sealed class TurnEntry(Session session, ConversationTurn? waiting)
{
    private readonly decimal? _costBefore = waiting is not null
        ? waiting.SessionCostUsd - waiting.Usage.CostUsd
        : session.Turns is [.., var last] ? last.SessionCostUsd : 0;

    public Session Session { get; } = session;

    /// <summary>The turn that goes on; null when this is a new one.</summary>
    public ConversationTurn? Waiting { get; } = waiting;

    public long Sequence { get; } = waiting?.Sequence ?? session.NextSequence;

    public ConversationTurn Write(TurnScope turn) => new(
        Sequence,
        turn.Request.RequestId,
        [.. turn.Progress.Messages.Select(ShownImages.WithoutThem)],
        turn.Progress.Usage,
        _costBefore + turn.Progress.Usage.CostUsd)
    {
        Earlier = turn.Progress.Before.Earlier,
    };
}
