using AgentStack.Agent.Models;

namespace AgentStack.Agent.Conversations.Wire;

/// <summary>A turn as it is written down. Members may be added; what is there keeps its meaning.</summary>
internal sealed record TurnBody
{
    public int Format { get; init; } = ConversationJson.Format;

    public required long Sequence { get; init; }

    public required string RequestId { get; init; }

    public required IReadOnlyList<MessageBody> Messages { get; init; }

    public required ModelUsage Usage { get; init; }

    public decimal? SessionCostUsd { get; init; }

    public PendingCalls? Pending { get; init; }

    public EarlierTurns? Earlier { get; init; }
}
