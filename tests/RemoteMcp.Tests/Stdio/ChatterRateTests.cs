using AgentStack.RemoteMcp.Connections;
using AgentStack.RemoteMcp.Stdio;
using AgentStack.Tests.Shared;

namespace AgentStack.RemoteMcp.Tests.Stdio;

public sealed class ChatterRateTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private readonly FakeClock _clock = new();

    [Fact]
    public async Task Chatter_OfAChildThatAnswers_IsReadSlowlyUntilItsTimeIsOver()
    {
        var rate = new ChatterRate(_clock);
        rate.Answered();

        Take(rate, EventRate.MostEvents + ChatterRate.MostDropped + 1).ShouldBe(EventRate.MostEvents);
        var wait = rate.WaitAsync(Cancellation);
        wait.IsCompleted.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromSeconds(10));
        await wait;

        rate.Take().ShouldBeTrue();
        rate.WaitAsync(Cancellation).IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public void Chatter_OfAChildThatAnswersNobody_IsAFlood()
    {
        var rate = new ChatterRate(_clock);
        Take(rate, EventRate.MostEvents + ChatterRate.MostDropped);

        Should.Throw<EventFloodException>(() => rate.Take());
    }

    private static int Take(ChatterRate rate, int lines) => Enumerable.Range(0, lines).Count(_ => rate.Take());
}
