using AgentStack.Agent.Conversations;
using AgentStack.Agent.Models;

namespace AgentStack.Agent.Turns.History;

/// <summary>
/// Chooses what a turn is told of those before it. What is left out is written down with the turn
/// (<see cref="ConversationTurn.Earlier"/>), so that the next one begins where this one did, and nothing is summarised twice.
/// </summary>
internal sealed partial class HistorySource(
    HistorySummary summary, ConversationOptions options, ILogger<HistorySource> logger)
{
    /// <param name="session">All turns of it are read for what was left out before.</param>
    /// <param name="sequence">Of the turn that is to run: the next one, or the last when it goes on.</param>
    /// <param name="listener">Hears a warning when turns could not be summarised.</param>
    /// <param name="cancellationToken">Ends the summary's model call.</param>
    public Task<TurnHistory> BuildAsync(
        Session session, long sequence, ITurnListener listener, CancellationToken cancellationToken)
    {
        var earlier = session.Turns is [.., var last] ? last.Earlier : null;
        var turns = session.Turns
            .Where(turn => turn.Sequence > (earlier?.ThroughSequence ?? 0) && turn.Sequence < sequence)
            .ToList();
        var budget = new HistoryBudget(options.MaxHistoryTokens, options.MaxTurns);
        return LeaveOutAsync(HistoryBudget.Fit(turns, budget), earlier, listener, cancellationToken);
    }

    /// <summary>Half of it, for the one more try when the model found the input too long.</summary>
    public Task<TurnHistory> HalveAsync(TurnHistory history, ITurnListener listener, CancellationToken cancellationToken) =>
        LeaveOutAsync(HistoryBudget.Halve(history.Turns), history.Earlier, listener, cancellationToken);

    private async Task<TurnHistory> LeaveOutAsync(
        FittedTurns fitted, EarlierTurns? earlier, ITurnListener listener, CancellationToken cancellationToken)
    {
        if (fitted.Dropped is not [.., var last])
            return new TurnHistory(fitted.Kept, earlier, ModelUsage.None);

        Log.LeftOut(logger, fitted.Dropped.Count, fitted.Kept.Count);
        if (!options.Summarise)
            return new TurnHistory(fitted.Kept, new EarlierTurns(last.Sequence, Summary: null), ModelUsage.None);

        var (text, used) = await summary.MakeAsync(earlier?.Summary, fitted.Dropped, listener, cancellationToken);
        return new TurnHistory(fitted.Kept, new EarlierTurns(last.Sequence, text ?? earlier?.Summary), used);
    }

    private static partial class Log
    {
        [LoggerMessage(4040, LogLevel.Information, "{Dropped} old turns are left out of the request, {Kept} go along")]
        public static partial void LeftOut(ILogger logger, int dropped, int kept);
    }
}
