using AgentStack.Agent.Conversations;
using AgentStack.Agent.Models;
using Microsoft.Extensions.AI;

namespace AgentStack.Agent.Turns.History;

/// <summary>What a turn is told of those before it.</summary>
/// <param name="Turns">Those that go along whole, oldest first.</param>
/// <param name="Earlier">What became of older ones; to be stored with the turn. Null when none is left out.</param>
/// <param name="Usage">What making it used; part of the turn's.</param>
internal sealed record TurnHistory(IReadOnlyList<ConversationTurn> Turns, EarlierTurns? Earlier, ModelUsage Usage)
{
    public static readonly TurnHistory None = new([], Earlier: null, ModelUsage.None);

    /// <summary>Whether there is anything left to leave out.</summary>
    public bool CanShrink => Turns.Count > 0;

    public IReadOnlyList<ChatMessage> Messages =>
        [.. Earlier is null ? [] : new[] { Tell(Earlier) }, .. Turns.SelectMany(turn => turn.History)];

    private static ChatMessage Tell(EarlierTurns earlier) => new(
        ChatRole.User,
        earlier.Summary is { } summary
            ? $"[The conversation before this, in short: {summary}]"
            : "[The beginning of this conversation is left out.]");
}
