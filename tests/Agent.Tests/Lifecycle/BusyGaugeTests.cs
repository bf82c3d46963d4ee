using AgentStack.Agent.Lifecycle;
using AgentStack.Tests.Shared;

namespace AgentStack.Agent.Tests.Lifecycle;

public sealed class BusyGaugeTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public void Gauge_WithTurnsAndBackgroundWork_IsBusyUntilTheLastEnds()
    {
        var gauge = new BusyGauge(_clock);
        var started = gauge.Status.ChangedAt;
        _clock.Advance(TimeSpan.FromMinutes(1));

        using var turn = gauge.Enter();
        using var other = gauge.Enter();
        using var job = gauge.Enter("summary");
        gauge.Work.ShouldBe(new Dictionary<string, int> { ["turn"] = 2, ["summary"] = 1 }, ignoreOrder: true);
        _clock.Advance(TimeSpan.FromMinutes(1));
        turn.Dispose();
        turn.Dispose();
        other.Dispose();
        gauge.Status.ShouldBe((true, started + TimeSpan.FromMinutes(1)));
        gauge.WhenIdleAsync().IsCompleted.ShouldBeFalse();
        job.Dispose();

        gauge.Status.ShouldBe((false, started + TimeSpan.FromMinutes(2)));
        gauge.WhenIdleAsync().IsCompleted.ShouldBeTrue();
        gauge.Work.ShouldBeEmpty();
    }

    [Fact]
    public void Gauge_WhenTheClockIsSetBack_DoesNotGoBackWithIt()
    {
        var gauge = new BusyGauge(_clock);
        var started = gauge.Status.ChangedAt;
        _clock.Set(started - TimeSpan.FromHours(1));

        gauge.Enter().Dispose();
        gauge.Status.ShouldBe((false, started));

        _clock.Set(started + TimeSpan.FromHours(1));
        gauge.Enter().Dispose();
        gauge.Status.ShouldBe((false, started + TimeSpan.FromHours(1)));
    }
}
