namespace AgentStack.Agent.Conversations;

/// <summary>
/// Where turns are kept. A store keeps the newest <see cref="ConversationOptions.MaxTurns"/> turns of a session and
/// forgets a session that has been idle longer than <see cref="ConversationOptions.ExpireAfter"/>.
/// </summary>
internal interface IConversationStore
{
    /// <summary>The turns of a session, oldest first; none of a session that is not known.</summary>
    /// <exception cref="ConversationStoreException">The store does not answer, or refuses.</exception>
    Task<StoredConversation> LoadAsync(SessionId session, CancellationToken cancellationToken);

    /// <summary>
    /// Adds a turn, or replaces the last one when it has its sequence. Whole or not at all, and only on top of the
    /// version before.
    /// </summary>
    /// <exception cref="ConversationConflictException">Somebody else has written since.</exception>
    /// <exception cref="ConversationStoreException">The store does not answer, or refuses.</exception>
    Task SaveAsync(SessionId session, StoredTurn turn, CancellationToken cancellationToken);
}
