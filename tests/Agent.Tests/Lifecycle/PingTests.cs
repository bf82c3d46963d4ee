using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using AgentStack.LocalAws.Bedrock.Scripting;
using AgentStack.Tests.Shared;

namespace AgentStack.Agent.Tests.Lifecycle;

public sealed class PingTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Ping_WhileIdle_KeepsItsTimeHoweverLate()
    {
        var first = await PingAsync();
        _stage.Clock.Advance(TimeSpan.FromHours(2));
        var second = await PingAsync();

        first.GetProperty("status").GetString().ShouldBe("Healthy");
        first.GetProperty("time_of_last_update").ValueKind.ShouldBe(JsonValueKind.Number);
        second.GetProperty("time_of_last_update").GetInt64().ShouldBe(first.GetProperty("time_of_last_update").GetInt64());
    }

    [Fact]
    public async Task Ping_DuringATurn_IsBusySinceItsBeginning()
    {
        var idle = await PingAsync();
        _stage.Clock.Advance(TimeSpan.FromMinutes(5));
        var gate = new TaskCompletionSource();
        _stage.Model.Enqueue(new ModelReply().WaitFor(gate.Task).Say("done"));

        var turn = _stage.AskAsync("hi");
        await Eventually.TrueAsync(() => _stage.Model.Requests.Count == 1, "the model to be asked");
        var busy = await PingAsync();
        _stage.Clock.Advance(TimeSpan.FromMinutes(5));
        var stillBusy = await PingAsync();
        gate.SetResult();
        (await turn).Dispose();
        var idleAgain = await PingAsync();

        busy.GetProperty("status").GetString().ShouldBe("HealthyBusy");
        Time(busy).ShouldBe(Time(idle) + 300);
        Time(stillBusy).ShouldBe(Time(busy));
        idleAgain.GetProperty("status").GetString().ShouldBe("Healthy");
        Time(idleAgain).ShouldBe(Time(busy) + 300);
    }

    [Fact]
    public async Task Ping_WhileMcpServersHang_AnswersAtOnce()
    {
        await using var mcp = await FakeMcpServer.StartAsync();
        mcp.Mood = async (http, _) =>
        {
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return true;
        };
        await using var stage = await Stage.StartAsync(("McpServers:tools:Url", mcp.Url.AbsoluteUri));

        using var response = await stage.Http.GetAsync("/ping", Cancellation);

        response.IsSuccessStatusCode.ShouldBeTrue();
    }

    [Fact]
    public async Task Ping_WhileParameterStoreHangs_AnswersAtOnce()
    {
        using var silence = new TcpListener(IPAddress.Loopback, 0);
        silence.Start();
        await using var stage = await Stage.StartAsync(
            ("McpServers:tools:Auth", "M2M"), ("AWS_ENDPOINT_URL_SSM", $"http://{silence.LocalEndpoint}"));

        using var response = await stage.Http.GetAsync("/ping", Cancellation);

        response.IsSuccessStatusCode.ShouldBeTrue();
        using var asked = await silence.AcceptTcpClientAsync(Cancellation);
    }

    [Fact]
    public async Task Ping_ByHead_Answers()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, "/ping");
        using var response = await _stage.Http.SendAsync(request, Cancellation);

        response.IsSuccessStatusCode.ShouldBeTrue();
    }

    private static long Time(JsonElement ping) => ping.GetProperty("time_of_last_update").GetInt64();

    private async Task<JsonElement> PingAsync()
    {
        using var response = await _stage.Http.GetAsync("/ping", Cancellation);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/json");
        return await response.ReadJsonAsync();
    }
}
