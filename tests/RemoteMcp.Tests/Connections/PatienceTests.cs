using System.Text.Json.Nodes;
using AgentStack.RemoteMcp.Connections;
using AgentStack.Tests.Shared;

namespace AgentStack.RemoteMcp.Tests.Connections;

public sealed class PatienceTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Call_WithPatience_WaitsForAServerThatIsRestarted()
    {
        var port = FreePort.Next();
        var first = await FakeMcpServer.StartAsync(port);
        var server = _stage.Connect(("Auth", "None"), ("ConnectTimeout", "00:05:00"), ("Url", first.Url.AbsoluteUri));
        await server.ListToolsAsync(Cancellation);
        await first.DisposeAsync();

        var calls = Enumerable.Range(0, 20).Select(_ => server.RequestAsync(Call(TimeSpan.FromMinutes(1)), Cancellation)).ToArray();
        await Eventually.TrueAsync(() => server.Condition.RetryAt is not null || _stage.Clock.PendingTimers > 0, "the calls to wait");
        await using var second = await FakeMcpServer.StartAsync(port);
        var answers = await _stage.Clock.PassPausesAsync(Task.WhenAll(calls));

        answers.ShouldAllBe(answer => answer.Result != null);
        second.Count("tools/call").ShouldBe(20);
    }

    [Fact]
    public async Task Call_WithPatience_TriesUntilItIsUsedUp()
    {
        var server = _stage.Connect(("Auth", "None"), ("ConnectTimeout", "00:05:00"), ("Url", $"http://127.0.0.1:{FreePort.Next()}/mcp"));
        var start = _stage.Clock.GetUtcNow();

        var call = server.RequestAsync(Call(TimeSpan.FromSeconds(30)), Cancellation);
        var failure = await Should.ThrowAsync<RemoteMcpException>(() => _stage.Clock.PassPausesAsync(call));

        failure.Problem.ShouldContain("could not be reached");
        (_stage.Clock.GetUtcNow() - start).ShouldBeInRange(TimeSpan.FromSeconds(29), TimeSpan.FromSeconds(33));
    }

    [Fact]
    public async Task Call_ThatMayHaveRun_IsNotSentAgainHoweverPatient()
    {
        var server = _stage.ConnectDirectly();
        _stage.Mcp.Mood = (http, method) =>
        {
            if (method == "tools/call")
                http.Abort();

            return Task.FromResult(method == "tools/call");
        };

        await Should.ThrowAsync<RemoteMcpException>(() => server.RequestAsync(Call(TimeSpan.FromMinutes(1)), Cancellation));

        _stage.Mcp.Count("tools/call").ShouldBe(1);
    }

    private static RemoteRequest Call(TimeSpan patience) =>
        new("tools/call", new JsonObject { ["name"] = "echo" }) { Context = new CallContext { Patience = patience } };
}
