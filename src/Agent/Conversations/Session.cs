namespace AgentStack.Agent.Conversations;

/// <summary>One session in hand: no other turn of this process is under way in it until it is disposed.</summary>
internal sealed class Session : IDisposable
{
    private readonly IConversationStore _store;
    private readonly TimeProvider _clock;
    private readonly IDisposable _place;
    private readonly List<ConversationTurn> _turns;
    private long _version;

    public Session(SessionId id, StoredConversation stored, IConversationStore store, TimeProvider clock, IDisposable place)
    {
        Id = id;
        _store = store;
        _clock = clock;
        _place = place;
        _version = stored.Version;
        _turns = [.. stored.Turns.Select(turn => ConversationJson.Read(id, turn.Body.Span))];
    }

    public SessionId Id { get; }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<ConversationTurn> Turns => _turns;

    public long NextSequence => _turns is [.., var last] ? last.Sequence + 1 : 1;

    /// <summary>Keeps a turn: the next one, or the last one again when it goes on.</summary>
    /// <exception cref="ConversationConflictException">Another process was faster.</exception>
    /// <exception cref="ConversationStoreException">The store does not answer, or refuses.</exception>
    public async Task SaveAsync(ConversationTurn turn, CancellationToken cancellationToken)
    {
        var stored = new StoredTurn(turn.Sequence, _version + 1, _clock.GetUtcNow(), ConversationJson.Write(turn));
        await _store.SaveAsync(Id, stored, cancellationToken);
        _version = stored.Version;
        _turns.RemoveAll(known => known.Sequence == turn.Sequence);
        _turns.Add(turn);
    }

    public void Dispose() => _place.Dispose();
}
