using AgentStack.Agent.Conversations;

namespace AgentStack.Agent.Turns.History;

/// <summary>A session's turns, oldest first: those that are left out, and those that go into the request.</summary>
internal sealed record FittedTurns(IReadOnlyList<ConversationTurn> Dropped, IReadOnlyList<ConversationTurn> Kept);
