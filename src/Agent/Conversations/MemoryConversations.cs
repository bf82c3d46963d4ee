namespace AgentStack.Agent.Conversations;

/// <summary>Conversations in this process; they end with it.</summary>
internal sealed class MemoryConversations(ConversationOptions options)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<SessionId, LinkedListNode<(SessionId Id, Conversation Conversation)>> _byId = [];
    private readonly LinkedList<(SessionId Id, Conversation Conversation)> _byAge = [];

    /// <summary>The conversation of that session, a new one if there is none.</summary>
    public Conversation Open(SessionId id)
    {
        lock (_gate)
        {
            if (_byId.TryGetValue(id, out var known))
            {
                _byAge.Remove(known);
                _byAge.AddLast(known);
                return known.Value.Conversation;
            }

            ForgetOldest();
            var conversation = new Conversation(options.MaxTurns);
            _byId[id] = _byAge.AddLast((id, conversation));
            return conversation;
        }
    }

    private void ForgetOldest()
    {
        for (var node = _byAge.First; node is not null && _byId.Count >= options.MaxSessions;)
        {
            var next = node.Next;
            if (node.Value.Conversation.IsIdle)
            {
                _byId.Remove(node.Value.Id);
                _byAge.Remove(node);
            }

            node = next;
        }
    }
}
