namespace AgentStack.Agent.Conversations;

/// <summary>The store, whose failures are remembered.</summary>
internal sealed class ObservedStore(IConversationStore store, StoreHealth health) : IConversationStore
{
    public async Task<StoredConversation> LoadAsync(SessionId session, CancellationToken cancellationToken)
    {
        try
        {
            var stored = await store.LoadAsync(session, cancellationToken);
            health.Worked();
            return stored;
        }
        catch (ConversationStoreException e)
        {
            health.Failed(e.Message);
            throw;
        }
    }

    public async Task SaveAsync(SessionId session, StoredTurn turn, CancellationToken cancellationToken)
    {
        try
        {
            await store.SaveAsync(session, turn, cancellationToken);
            health.Worked();
        }
        catch (ConversationStoreException e)
        {
            health.Failed(e.Message);
            throw;
        }
        catch (OperationCanceledException)
        {
            // Only patience with the store ends a write.
            health.Failed("The store did not answer in time.");
            throw;
        }
    }
}
