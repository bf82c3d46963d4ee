namespace AgentStack.Agent.Conversations;

/// <summary>The sessions of this agent, wherever their turns are kept.</summary>
internal sealed class Sessions(IConversationStore store, StoreHealth health, SessionQueue queue, TimeProvider clock)
{
    private readonly ObservedStore _store = new(store, health);

    /// <summary>Waits until no other turn of this process is under way in the session, then reads what is kept of it.</summary>
    /// <exception cref="SessionBusyException">Too many wait already.</exception>
    /// <exception cref="ConversationStoreException">The store does not answer, or what it has cannot be read.</exception>
    public async Task<Session> OpenAsync(SessionId id, CancellationToken cancellationToken)
    {
        var place = await queue.EnterAsync(id, cancellationToken);
        try
        {
            var stored = await _store.LoadAsync(id, cancellationToken);
            return new Session(id, stored, _store, clock, place);
        }
        catch
        {
            place.Dispose();
            throw;
        }
    }
}
