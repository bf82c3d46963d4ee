using System.Text.Json.Nodes;
using AgentStack.RemoteMcp.Connections;
using AgentStack.Tests.Shared;
using Microsoft.AspNetCore.Http;

namespace AgentStack.RemoteMcp.Tests.Connections;

public sealed class FloodTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Server_ThatAsksAndTakesNoReplies_HoldsUpFewOfThemAndNotForLong()
    {
        var hanging = 0;
        _stage.Mcp.Mood = async (http, method) =>
        {
            if (method == "tools/call")
            {
                for (var i = 0; i < 100; i++)
                    await FakeMcpServer.WriteEventAsync(http, Ping(i));

                await FakeMcpServer.WriteEventAsync(http, FakeMcpServer.Reply(_stage.Mcp.Messages.Last()["id"], FakeMcpServer.Text("done")));
                return true;
            }

            if (method.Length > 0)
                return false;

            Interlocked.Increment(ref hanging);
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            Interlocked.Decrement(ref hanging);
            return true;
        };
        var server = _stage.ConnectDirectly();
        await CallAsync(server);
        await Eventually.TrueAsync(() => Volatile.Read(ref hanging) >= 16, "the replies");

        for (var i = 0; i < 5; i++)
            await server.ListToolsAsync(Cancellation);

        Volatile.Read(ref hanging).ShouldBe(16);
        _stage.Clock.Advance(TimeSpan.FromSeconds(3));
        await Eventually.TrueAsync(() => Volatile.Read(ref hanging) == 0, "the end of the replies");
    }

    [Fact]
    public async Task Server_ThatAsks_IsReplied()
    {
        _stage.Mcp.Mood = async (http, method) =>
        {
            if (method != "tools/call")
                return false;

            var id = _stage.Mcp.Messages.Last()["id"];
            await FakeMcpServer.WriteEventAsync(http, Ping(7));
            await Eventually.TrueAsync(() => _stage.Mcp.Count("") == 1, "the reply");
            await FakeMcpServer.WriteEventAsync(http, FakeMcpServer.Reply(id, FakeMcpServer.Text("done")));
            return true;
        };

        await CallAsync(_stage.ConnectDirectly());

        _stage.Mcp.Messages.Last(message => !message.ContainsKey("method"))["id"]!.ToString().ShouldBe("ping-7");
    }

    [Fact]
    public async Task Call_AnsweredWithAFlood_EndsThere()
    {
        _stage.Mcp.Mood = async (http, method) =>
        {
            if (method != "tools/call")
                return false;

            http.Response.ContentType = "text/event-stream";
            var events = string.Concat(Enumerable.Repeat($"data: {Ping(1).ToJsonString()}\n\n", 100));
            for (var sent = 0; sent < 300_000 && !http.RequestAborted.IsCancellationRequested; sent += 100)
                await http.Response.WriteAsync(events, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);

            return true;
        };

        var failure = await Should.ThrowAsync<RemoteMcpException>(() => CallAsync(_stage.ConnectDirectly()));

        failure.Problem.ShouldBe("The server sends more events than are taken of one.");
    }

    private static JsonObject Ping(int id) => new() { ["jsonrpc"] = "2.0", ["id"] = $"ping-{id}", ["method"] = "ping" };

    private static async Task CallAsync(RemoteMcpServer server)
    {
        var tool = (await server.ListToolsAsync(Cancellation))[0];
        (await server.CallToolAsync(tool, new Dictionary<string, object?>(), Cancellation)).IsError.ShouldNotBe(true);
    }
}
