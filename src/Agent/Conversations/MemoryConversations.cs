namespace AgentStack.Agent.Conversations;

/// <summary>
/// Conversations in this process; they end with it. A session in which a turn is under way is never forgotten for want of
/// room: what that turn saves would conflict with nothing.
/// </summary>
internal sealed class MemoryConversations(ConversationOptions options, SessionQueue underWay, TimeProvider clock)
    : IConversationStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<SessionId, LinkedListNode<(SessionId Id, List<StoredTurn> Turns)>> _byId = [];
    private readonly LinkedList<(SessionId Id, List<StoredTurn> Turns)> _byAge = [];

    public Task<StoredConversation> LoadAsync(SessionId session, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return Task.FromResult(Find(session) is { } turns ? new StoredConversation([.. turns]) : StoredConversation.Empty);
        }
    }

    public Task SaveAsync(SessionId session, StoredTurn turn, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var turns = Find(session) ?? [];
            if (turn.Version != new StoredConversation(turns).Version + 1)
                throw new ConversationConflictException(session);

            if (turns is [.., var last] && last.Sequence == turn.Sequence)
                turns.RemoveAt(turns.Count - 1);

            turns.Add(turn);
            if (turns.Count > options.MaxTurns)
                turns.RemoveRange(0, turns.Count - options.MaxTurns);

            PutLast(session, turns);
            return Task.CompletedTask;
        }
    }

    private List<StoredTurn>? Find(SessionId session)
    {
        if (!_byId.TryGetValue(session, out var known))
            return null;

        if (!options.IsForgotten(known.Value.Turns[^1].At, clock.GetUtcNow()))
            return known.Value.Turns;

        Forget(known);
        return null;
    }

    private void PutLast(SessionId session, List<StoredTurn> turns)
    {
        if (_byId.TryGetValue(session, out var known))
            _byAge.Remove(known);
        else
            MakeRoom();

        _byId[session] = _byAge.AddLast((session, turns));
    }

    private void MakeRoom()
    {
        var next = _byAge.First;
        while (_byId.Count >= options.MaxSessions && next is { } oldest)
        {
            next = oldest.Next;
            if (!underWay.Holds(oldest.Value.Id))
                Forget(oldest);
        }
    }

    private void Forget(LinkedListNode<(SessionId Id, List<StoredTurn> Turns)> session)
    {
        _byId.Remove(session.Value.Id);
        _byAge.Remove(session);
    }
}
