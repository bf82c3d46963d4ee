using AgentStack.Agent.Conversations;
using AgentStack.Agent.Models;
using AgentStack.Agent.Turns.Events;
using Microsoft.Extensions.AI;

namespace AgentStack.Agent.Turns.History;

/// <summary>Has the model sum up turns that are left out: one call, without tools, that the caller does not see.</summary>
internal sealed partial class HistorySummary(ModelClient model, ILogger<HistorySummary> logger)
{
    /// <summary>In characters: what a model writes in spite of the instruction is cut.</summary>
    public const int MaxLength = 6_000;

    private const string Instruction =
        "Sum up the conversation above for yourself, in at most 600 words: what the user wants and prefers, what was found"
        + " and done (names, numbers and ids as they are), and what is still open. Write the summary alone.";

    /// <summary>Null when it could not be made, which the listener is told; what the call used either way.</summary>
    /// <param name="before">The summary of still older turns; becomes part of the new one.</param>
    public async Task<(string? Text, ModelUsage Usage)> MakeAsync(
        string? before, IReadOnlyList<ConversationTurn> turns, ITurnListener listener, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await model.AskAsync(Ask(before, turns), [], new Unheard(listener), cancellationToken);
            var text = string.Concat(answer.Message.Contents.OfType<TextContent>().Select(content => content.Text));
            if (!answer.IsBlocked && !string.IsNullOrWhiteSpace(text))
                return (text.Length <= MaxLength ? text : $"{text[..MaxLength]}…", answer.Usage);

            var reason = answer.IsBlocked ? "a guardrail blocked it" : "no text came";
            await WarnAsync(reason, turns.Count, listener, cancellationToken);
            return (null, answer.Usage);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            await WarnAsync(ModelFailures.Reason(e), turns.Count, listener, cancellationToken);
            return (null, ModelUsage.None);
        }
    }

    private Task WarnAsync(string reason, int turns, ITurnListener listener, CancellationToken cancellationToken)
    {
        Log.Failed(logger, reason);
        return listener.OnEventAsync(
            new WarningEvent($"{turns} old turns of this conversation were left out and could not be summarised."),
            cancellationToken);
    }

    private static IReadOnlyList<ChatMessage> Ask(string? before, IReadOnlyList<ConversationTurn> turns)
    {
        var known = new TurnHistory(turns, before is null ? null : new EarlierTurns(0, before), ModelUsage.None);
        return HistoryRepair.Repair(
            [.. known.Messages, new ChatMessage(ChatRole.User, Instruction)], areToolsOffered: false);
    }

    /// <summary>The summary's text is no part of the answer; that the model had to be asked again is worth knowing.</summary>
    private sealed class Unheard(ITurnListener listener) : ITurnListener
    {
        public Task OnEventAsync(TurnEvent turnEvent, CancellationToken cancellationToken) => turnEvent is RetryEvent
            ? listener.OnEventAsync(turnEvent, cancellationToken)
            : Task.CompletedTask;
    }

    private static partial class Log
    {
        [LoggerMessage(4041, LogLevel.Warning, "Old turns could not be summarised: {Reason}")]
        public static partial void Failed(ILogger logger, string reason);
    }
}
