namespace AgentStack.Agent.Conversations;

/// <summary>A turn as a store has it.</summary>
/// <param name="Sequence">1, 2, 3 … in its session.</param>
/// <param name="Version">1, 2, 3 … by each write to the session; above the sequence once a turn was replaced.</param>
/// <param name="At">When it was written, by the writer's clock; says only how old it is, never what comes first.</param>
/// <param name="Body">The turn, as <see cref="ConversationJson"/> writes it.</param>
internal sealed record StoredTurn(long Sequence, long Version, DateTimeOffset At, ReadOnlyMemory<byte> Body);
