using AgentStack.Agent.Lifecycle;
using AgentStack.LocalAws.Bedrock.Scripting;
using AgentStack.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace AgentStack.Agent.Tests.Invocations;

/// <summary>A client of a socket that asks and never reads.</summary>
public sealed class UnreadTests : IAsyncLifetime
{
    private const int MoreThanBuffersHold = 16_000_000;

    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private Stage _stage = null!;
    private RawSocket _socket = null!;

    public async ValueTask InitializeAsync()
    {
        _stage = await Stage.StartAsync(
            ("McpServers:tools:MaxResultBytes", "20000000"), ("Turns:Timeout", "23:00:00"), ("Turns:ToolTimeout", "23:00:00"),
            ("McpServers:tools:CallTimeout", "23:00:00"));
        _stage.Mcp.Call = (_, _) => FakeMcpServer.Text(new string('x', MoreThanBuffersHold));
        _stage.Model.Enqueue(new ModelReply().Call("echo", new { text = "x" }));
        _socket = await RawSocket.ConnectAsync(_stage, Cancellation);
        await _socket.SendAsync("\"hi\""u8.ToArray(), Cancellation);
        await Eventually.TrueAsync(() => _stage.Mcp.Count("tools/call") == 1 && Gauge.Running == 1, "the turn to be under way");
    }

    private BusyGauge Gauge => _stage.App.Services.GetRequiredService<BusyGauge>();

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        await _stage.DisposeAsync();
    }

    [Fact]
    public async Task ClientThatDoesNotRead_IsCutOffAndItsTurnEnds()
    {
        await Eventually.TrueAsync(() => IsOverAfter(TimeSpan.FromSeconds(1)), "the turn to end");

        await Eventually.TrueAsync(
            () => _stage.Log.Lines.Any(line => line.Contains("left the socket", StringComparison.Ordinal)), "the log to say so");
        _stage.Model.Requests.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task ClientThatDoesNotRead_DoesNotOutliveTheDeadlineOfAStop()
    {
        var began = _stage.Clock.GetUtcNow();
        var stopping = Task.Run(() => _stage.App.StopAsync(Cancellation), Cancellation);
        await Eventually.TrueAsync(() => _stage.Clock.Timers.Contains(LifecycleServices.TurnTime), "the agent to begin to stop");
        _stage.Clock.Advance(LifecycleServices.TurnTime);
        await Eventually.TrueAsync(IsOverAfterItsPatience, "the turn to end");
        var elapsed = _stage.Clock.GetUtcNow() - began;
        await stopping;

        elapsed.ShouldBeLessThan(LifecycleServices.DrainTime);
    }

    // Time passes for those alone who wait for the client, a second each.
    private bool IsOverAfterItsPatience() =>
        IsOverAfter(_stage.Clock.Timers.Where(timer => timer <= TimeSpan.FromSeconds(1)).DefaultIfEmpty(TimeSpan.Zero).Max());

    private bool IsOverAfter(TimeSpan step)
    {
        _stage.Clock.Advance(step);
        return Gauge.Running == 0;
    }
}
