namespace AgentStack.Agent.Conversations;

/// <summary>What a store has of a session, oldest turn first.</summary>
internal sealed record StoredConversation(IReadOnlyList<StoredTurn> Turns)
{
    public static readonly StoredConversation Empty = new([]);

    /// <summary>The number of writes so far; 0 when there was none.</summary>
    public long Version => Turns is [.., var last] ? last.Version : 0;
}
