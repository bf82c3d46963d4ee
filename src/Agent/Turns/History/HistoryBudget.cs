using AgentStack.Agent.Conversations;

namespace AgentStack.Agent.Turns.History;

/// <summary>What of a session's turns goes into a request: the newest ones, whole.</summary>
/// <param name="MaxTokens">Of all turns together, by <see cref="TokenEstimate"/>.</param>
/// <param name="MaxTurns">The store forgets older ones.</param>
internal sealed record HistoryBudget(long MaxTokens, int MaxTurns = int.MaxValue)
{
    /// <summary>
    /// Once over the limit, so much of it is freed at once. The model's prompt cache knows a history by its beginning: a
    /// history that lost a turn each time would never be known again.
    /// </summary>
    private const double Kept = 0.75;

    /// <summary>
    /// All turns when they fit, else the newest that fill three quarters of the budget. The newest stays, however long.
    /// </summary>
    public static FittedTurns Fit(IReadOnlyList<ConversationTurn> turns, HistoryBudget budget)
    {
        var tokens = turns.Sum(TokenEstimate.Of);
        return tokens <= budget.MaxTokens && turns.Count < budget.MaxTurns
            ? new FittedTurns([], turns)
            : Drop(turns, tokens, (long)(budget.MaxTokens * Kept), Math.Max(1, (int)(budget.MaxTurns * Kept)), least: 1);
    }

    /// <summary>The newest turns that make up half of these at most; none when there is only one.</summary>
    public static FittedTurns Halve(IReadOnlyList<ConversationTurn> turns)
    {
        var tokens = turns.Sum(TokenEstimate.Of);
        return Drop(turns, tokens, tokens / 2, turns.Count, least: 0);
    }

    private static FittedTurns Drop(
        IReadOnlyList<ConversationTurn> turns, long tokens, long maxTokens, int maxTurns, int least)
    {
        var dropped = 0;
        while (turns.Count - dropped > least && (tokens > maxTokens || turns.Count - dropped > maxTurns))
            tokens -= TokenEstimate.Of(turns[dropped++]);

        return new FittedTurns([.. turns.Take(dropped)], [.. turns.Skip(dropped)]);
    }
}
