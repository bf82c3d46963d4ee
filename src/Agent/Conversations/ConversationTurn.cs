using AgentStack.Agent.Models;
using Microsoft.Extensions.AI;

namespace AgentStack.Agent.Conversations;

/// <summary>A turn of a session: what was said and done in it, and what waits for a decision.</summary>
/// <param name="Sequence">1, 2, 3 … in its session.</param>
/// <param name="RequestId">Names it in logs.</param>
/// <param name="Messages">The prompt and all that followed, in an order that Converse takes.</param>
/// <param name="Usage">What its model calls used.</param>
/// <param name="SessionCostUsd">Of the session up to this turn's end; null when no price is known.</param>
internal sealed record ConversationTurn(
    long Sequence, string RequestId, IReadOnlyList<ChatMessage> Messages, ModelUsage Usage, decimal? SessionCostUsd)
{
    private const string NotRun = "Error: this was not run: nobody allowed it.";

    /// <summary>The calls of the last message that are not decided yet; null when the turn is over.</summary>
    public PendingCalls? Pending { get; init; }

    /// <summary>The turns that its requests did without; null when they held all.</summary>
    public EarlierTurns? Earlier { get; init; }

    /// <summary>The calls of the last message.</summary>
    public IReadOnlyList<FunctionCallContent> LastCalls =>
        Messages is [.., var last] ? [.. last.Contents.OfType<FunctionCallContent>()] : [];

    /// <summary>The turn as a later one sees it: calls that waited when it began were not run.</summary>
    public IReadOnlyList<ChatMessage> History => Pending is { Answered: var answered }
        ? [.. Messages, Answers(answered, NotRun)]
        : Messages;

    /// <summary>The results of the last message's calls; the given text for those that have none.</summary>
    public ChatMessage Answers(IReadOnlyDictionary<string, string> outputs, string missing) => new(
        ChatRole.Tool,
        [.. LastCalls.Select(call => new FunctionResultContent(call.CallId, outputs.GetValueOrDefault(call.CallId, missing)))]);
}
