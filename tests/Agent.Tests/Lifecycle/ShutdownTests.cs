using System.Net;
using System.Net.WebSockets;
using AgentStack.Agent.Lifecycle;
using AgentStack.Agent.Tests.Invocations;
using AgentStack.LocalAws.Bedrock.Scripting;
using AgentStack.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AgentStack.Agent.Tests.Lifecycle;

/// <summary>From SIGTERM to the end.</summary>
public sealed class ShutdownTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private readonly TaskCompletionSource _gate = new();
    private readonly LastService _last = new();

    private Stage _stage = null!;

    public async ValueTask InitializeAsync()
    {
        _stage = await Stage.StartAsync(builder => builder.Services.AddHostedService(services => _last.Watch(services)));
        _stage.Model.Enqueue(new ModelReply().Say("early").WaitFor(_gate.Task).Say(" late"));
    }

    public async ValueTask DisposeAsync()
    {
        _gate.TrySetResult();
        await _stage.DisposeAsync();
    }

    [Fact]
    public async Task StopDuringATurn_LetsItEndAndRefusesNewOnesInWords()
    {
        using var running = await _stage.AskAsync("hi", isStream: true);
        await ModelIsAskedAsync();

        var stopping = await BeginStopAsync();
        using var json = await _stage.AskAsync("too late");
        using var stream = await _stage.AskAsync("too late", isStream: true);
        using var ping = await _stage.Http.GetAsync("/ping", Cancellation);
        using var ready = await _stage.Http.GetAsync("/health/ready", Cancellation);
        var refusal = await json.ReadJsonAsync();
        var refusals = await stream.ReadEventsAsync();
        _gate.SetResult();
        var events = await running.ReadEventsAsync();
        await stopping;

        json.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        refusal.GetProperty("error_type").GetString().ShouldBe("agent_stopping");
        refusal.GetProperty("error").GetString()!.ShouldContain("Send it again");
        stream.StatusCode.ShouldBe(HttpStatusCode.OK);
        refusals.ShouldHaveSingleItem().GetProperty("error_type").GetString().ShouldBe("agent_stopping");
        (await ping.ReadJsonAsync()).GetProperty("status").GetString().ShouldBe("HealthyBusy");
        ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        events[^1].Type().ShouldBe("done");
        _last.RunningAtStop.ShouldBe(0);
        await Should.ThrowAsync<HttpRequestException>(() => _stage.Http.GetAsync("/ping", Cancellation));
    }

    [Fact]
    public async Task StopDuringATurnThatDoesNotEnd_EndsItAfterEightSecondsAndKeepsIt()
    {
        using var running = await _stage.AskAsync("hi", isStream: true);
        await ModelIsAskedAsync();

        var stopping = await BeginStopAsync();
        await Eventually.TrueAsync(() => _stage.Clock.Timers.Contains(LifecycleServices.TurnTime), "the turn's last seconds to begin");
        _stage.Clock.Advance(TimeSpan.FromSeconds(7.9));
        using var ping = await _stage.Http.GetAsync("/ping", Cancellation);
        (await ping.ReadJsonAsync()).GetProperty("status").GetString().ShouldBe("HealthyBusy");
        _stage.Clock.Advance(TimeSpan.FromSeconds(0.2));
        var events = await running.ReadEventsAsync();
        await stopping;

        events[^1].GetProperty("error_type").GetString().ShouldBe("agent_stopping");
        _last.RunningAtStop.ShouldBe(0);
    }

    [Fact]
    public async Task StopDuringWorkThatDoesNotEnd_IsOverInTimeForTheRest()
    {
        using var work = _stage.App.Services.GetRequiredService<BusyGauge>().Enter("endless");

        var stopping = await BeginStopAsync();
        await Eventually.TrueAsync(() => _stage.Clock.Timers.Contains(LifecycleServices.DrainTime), "the drain to begin");
        _stage.Clock.Advance(LifecycleServices.DrainTime - TimeSpan.FromSeconds(0.1));
        HasLogged("cut off").ShouldBeFalse();
        _stage.Clock.Advance(TimeSpan.FromSeconds(0.2));
        await stopping;

        HasLogged("Stopping: 1 did not end in time and are cut off").ShouldBeTrue();
        _last.RunningAtStop.ShouldBe(1);
    }

    [Fact]
    public async Task Stop_ClosesIdleSocketsAtOnceAndBusyOnesAfterTheirTurn()
    {
        await using var idle = await SocketClient.ConnectAsync(_stage);
        await using var busy = await SocketClient.ConnectAsync(_stage);
        await busy.SendAsync("\"hi\"");
        await ModelIsAskedAsync();

        var stopping = await BeginStopAsync();
        (await idle.ReadAsync()).ShouldBeNull();
        idle.CloseStatus.ShouldBe(WebSocketCloseStatus.EndpointUnavailable);
        _gate.SetResult();

        (await busy.ReadTurnAsync())[^1].Type().ShouldBe("done");
        (await busy.ReadAsync()).ShouldBeNull();
        busy.CloseStatus.ShouldBe(WebSocketCloseStatus.EndpointUnavailable);
        await stopping;
    }

    [Fact]
    public async Task StopWhileIdle_IsOverAtOnce()
    {
        await _stage.App.StopAsync(Cancellation);

        _last.HasStopped.ShouldBeTrue();
        _stage.Log.Lines.ShouldNotContain(line => line.Contains("Stopping:", StringComparison.Ordinal));
    }

    private bool HasLogged(string text) => _stage.Log.Lines.Any(line => line.Contains(text, StringComparison.Ordinal));

    private Task ModelIsAskedAsync() => Eventually.TrueAsync(() => _stage.Model.Requests.Count == 1, "the model to be asked");

    private async Task<Task> BeginStopAsync()
    {
        var shutdown = _stage.App.Services.GetRequiredService<Shutdown>();
        var stopping = Task.Run(() => _stage.App.StopAsync(Cancellation), Cancellation);
        await Eventually.TrueAsync(() => shutdown.IsStopping || stopping.IsCompleted, "the agent to begin to stop");
        return stopping;
    }

    /// <summary>Stops as stores and telemetry do.</summary>
    private sealed class LastService : IHostedService
    {
        private IServiceProvider? _services;

        public int? RunningAtStop { get; private set; }

        public bool HasStopped => RunningAtStop is not null;

        public LastService Watch(IServiceProvider services)
        {
            _services = services;
            return this;
        }

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            RunningAtStop = _services!.GetRequiredService<BusyGauge>().Running;
            return Task.CompletedTask;
        }
    }
}
