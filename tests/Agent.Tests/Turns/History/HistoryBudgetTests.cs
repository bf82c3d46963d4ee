using AgentStack.Agent.Conversations;
using AgentStack.Agent.Models;
using AgentStack.Agent.Turns.History;
using Microsoft.Extensions.AI;

namespace AgentStack.Agent.Tests.Turns.History;

public sealed class HistoryBudgetTests
{
    /// <summary>In tokens, by the estimate.</summary>
    private const int TurnSize = 100;

    [Fact]
    public void Fit_TurnsWithinTheBudget_AreAllKept()
    {
        var fitted = HistoryBudget.Fit(Turns(10), new HistoryBudget(10 * TurnSize));

        fitted.Dropped.ShouldBeEmpty();
        fitted.Kept.Count.ShouldBe(10);
    }

    [Fact]
    public void Fit_OneTurnTooMany_FreesAQuarter()
    {
        var fitted = HistoryBudget.Fit(Turns(11), new HistoryBudget(10 * TurnSize));

        fitted.Kept.Select(turn => turn.Sequence).ShouldBe([5, 6, 7, 8, 9, 10, 11]);
        fitted.Dropped.Select(turn => turn.Sequence).ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public void Fit_NewestTurnLongerThanTheBudget_IsKeptWhole() =>
        HistoryBudget.Fit(Turns(3), new HistoryBudget(TurnSize / 2)).Kept.ShouldHaveSingleItem().Sequence.ShouldBe(3);

    [Fact]
    public void Fit_AsManyTurnsAsTheStoreKeeps_FreesAQuarterToo() =>
        HistoryBudget.Fit(Turns(8), new HistoryBudget(long.MaxValue, MaxTurns: 8)).Kept.Count.ShouldBe(6);

    [Fact]
    public void Fit_OneMoreTurnEachTime_LeavesTheBeginningWhereItWasMostly()
    {
        var budget = new HistoryBudget(20 * TurnSize);
        var turns = Turns(200);
        long through = 0;
        var moves = 0;
        for (var now = 1; now <= turns.Count; now++)
        {
            var fitted = HistoryBudget.Fit([.. turns.Take(now).Where(turn => turn.Sequence > through)], budget);
            fitted.Kept.Sum(TokenEstimate.Of).ShouldBeLessThanOrEqualTo(budget.MaxTokens);
            if (fitted.Dropped is not [.., var last])
                continue;

            through = last.Sequence;
            moves++;
        }

        moves.ShouldBe(30);
    }

    [Theory]
    [InlineData(4, 2)]
    [InlineData(3, 1)]
    [InlineData(1, 0)]
    public void Halve_Turns_KeepsTheNewestHalfAtMost(int turns, int kept) =>
        HistoryBudget.Halve(Turns(turns)).Kept.Select(turn => turn.Sequence)
            .ShouldBe(Enumerable.Range(turns - kept + 1, kept).Select(number => (long)number));

    [Theory]
    [InlineData("")]
    [InlineData("The quick brown fox jumps over the lazy dog.")]
    [InlineData("敏捷的棕色狐狸跳過懶狗。")]
    public void TokenEstimate_OfText_IsAThirdOfItsBytes(string text) =>
        TokenEstimate.Of(text).ShouldBe((System.Text.Encoding.UTF8.GetByteCount(text) + 2) / 3);

    // Two blocks of eight tokens, and text for the rest.
    private static List<ConversationTurn> Turns(int count) =>
        [.. Enumerable.Range(1, count).Select(number => new ConversationTurn(
            number,
            $"r{number}",
            [new ChatMessage(ChatRole.User, new string('q', 3 * 42)), new ChatMessage(ChatRole.Assistant, new string('a', 3 * 42))],
            ModelUsage.None,
            SessionCostUsd: null))];
}
