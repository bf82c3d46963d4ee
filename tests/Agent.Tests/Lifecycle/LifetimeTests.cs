using AgentStack.Agent.Lifecycle;
using AgentStack.LocalAws.Bedrock.Scripting;
using AgentStack.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace AgentStack.Agent.Tests.Lifecycle;

/// <summary>How long the platform lets the agent live, by what /ping says.</summary>
public sealed class LifetimeTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private Stage _stage = null!;
    private FakePlatform _platform = null!;

    public async ValueTask InitializeAsync()
    {
        _stage = await Stage.StartAsync(("Turns:Timeout", "04:00:00"));
        _platform = new FakePlatform(_stage.Http, _stage.Clock, () => _stage.App.StopAsync(Cancellation));
    }

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task TwoHourTurn_KeepsTheAgentAliveAndIdlenessEndsItAt15Minutes()
    {
        var gate = new TaskCompletionSource();
        _stage.Model.Enqueue(new ModelReply().Say("so far").WaitFor(gate.Task).Say(" and done"));
        using var response = await _stage.AskAsync("a long task", isStream: true);

        await _platform.PassAsync(TimeSpan.FromHours(2), Cancellation);
        _platform.ReapedAt.ShouldBeNull();
        _platform.Answers.ShouldHaveSingleItem().Status.ShouldBe("HealthyBusy");

        gate.SetResult();
        (await response.ReadEventsAsync())[^1].Type().ShouldBe("done");
        var gauge = _stage.App.Services.GetRequiredService<BusyGauge>();
        await Eventually.TrueAsync(() => gauge.Running == 0, "the turn to end");
        var ended = _stage.Clock.GetUtcNow();
        await _platform.PassAsync(TimeSpan.FromMinutes(14.9), Cancellation);
        _platform.ReapedAt.ShouldBeNull();
        await _platform.PassAsync(TimeSpan.FromMinutes(1), Cancellation);

        (_platform.ReapedAt - ended).ShouldNotBeNull().ShouldBeInRange(TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(15) + TimeSpan.FromSeconds(2));
        _platform.Answers.Select(answer => answer.Status).ShouldBe(["HealthyBusy", "Healthy"]);
    }

    [Fact]
    public async Task BackgroundWork_KeepsTheAgentAliveUntilItsMaximumLifetime()
    {
        using var work = _stage.App.Services.GetRequiredService<BusyGauge>().Enter("summary");

        await _platform.PassAsync(TimeSpan.FromHours(7.9), Cancellation);
        _platform.ReapedAt.ShouldBeNull();
        work.Dispose();
        using var more = _stage.App.Services.GetRequiredService<BusyGauge>().Enter("summary");
        var stopping = _platform.PassAsync(TimeSpan.FromHours(1), Cancellation);
        await Eventually.TrueAsync(() => _platform.ReapedAt is not null, "the platform to stop the agent");
        more.Dispose();
        await stopping;

        _platform.Answers.Select(answer => answer.Status).Distinct().ShouldBe(["HealthyBusy"]);
    }

    [Fact]
    public async Task TurnNowAndThen_StartsTheIdleTimeAnew()
    {
        for (var i = 0; i < 3; i++)
        {
            await _platform.PassAsync(TimeSpan.FromMinutes(14), Cancellation);
            _stage.Model.Enqueue(new ModelReply().Say("Hello"));
            using var response = await _stage.AskAsync("hi");
            response.IsSuccessStatusCode.ShouldBeTrue();
        }

        _platform.ReapedAt.ShouldBeNull();
        await _platform.PassAsync(TimeSpan.FromMinutes(16), Cancellation);
        _platform.ReapedAt.ShouldNotBeNull();
    }
}
