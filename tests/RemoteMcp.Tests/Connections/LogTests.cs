using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using AgentStack.RemoteMcp.Connections;
using AgentStack.Tests.Shared;
using Microsoft.AspNetCore.Http;

namespace AgentStack.RemoteMcp.Tests.Connections;

public sealed class LogTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task LogMessages_OnTheStreamsOfCallsSideBySide_ReachTheirOwnCalls()
    {
        var bothCalled = new CountdownEvent(2);
        var all = new TaskCompletionSource();
        OnCall(async (http, request) =>
        {
            if (bothCalled.Signal())
                all.SetResult();

            await all.Task;
            for (var i = 0; i < 20; i++)
                await FakeMcpServer.WriteEventAsync(http, Log((string)request["params"]!["name"]!));

            await FakeMcpServer.WriteEventAsync(http, FakeMcpServer.Reply(request["id"], FakeMcpServer.Text("notifications/message")));
        });
        var server = _stage.ConnectDirectly();
        await server.ListToolsAsync(Cancellation);
        var (one, other) = (new Listener(), new Listener());

        var answers = await Task.WhenAll(
            server.RequestAsync(Call("echo", one), Cancellation), server.RequestAsync(Call("look", other), Cancellation));

        answers.ShouldAllBe(answer => (string)answer.Result!["content"]![0]!["text"]! == "notifications/message");
        one.Said.Select(said => (string)said["data"]!).ShouldBe(Enumerable.Repeat("echo", 20));
        other.Said.Select(said => (string)said["data"]!).ShouldBe(Enumerable.Repeat("look", 20));
        one.Said.First().ToJsonString().ShouldBe("""{"level":"info","data":"echo","own":1}""");
    }

    [Fact]
    public async Task LogMessage_OnNoCallsStream_ReachesNobody()
    {
        _stage.Mcp.HasNotifications = true;
        _stage.Mcp.SessionId = "s-1";
        var mayEnd = new TaskCompletionSource();
        var server = _stage.ConnectDirectly();
        await server.ListToolsAsync(Cancellation);
        await Eventually.TrueAsync(() => _stage.Mcp.Listeners == 1, "the stream of notifications");
        OnCall(async (http, request) =>
        {
            await mayEnd.Task;
            await FakeMcpServer.WriteEventAsync(http, FakeMcpServer.Reply(request["id"], FakeMcpServer.Text("done")));
        });
        var listener = new Listener();
        var running = server.RequestAsync(Call("echo", listener), Cancellation);
        await Eventually.TrueAsync(() => _stage.Mcp.Count("tools/call") == 1, "the call");

        await _stage.Mcp.NotifyAsync("notifications/message", new JsonObject { ["level"] = "info", ["data"] = "x" });
        await Eventually.TrueAsync(() => _stage.Log.Lines.Any(line => line.Contains("log message", StringComparison.Ordinal)), "the message");
        mayEnd.SetResult();
        await running;

        listener.Said.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task LogLevel_OfTheCaller_IsAskedForOfAModernServerIfSomebodyListens(bool isListening)
    {
        _stage.Mcp.Discoverable = ["2026-07-28"];
        var server = _stage.ConnectDirectly();
        var meta = new JsonObject { ["io.modelcontextprotocol/logLevel"] = "debug", ["io.modelcontextprotocol/clientInfo"] = "theirs" };

        await server.RequestAsync(
            new RemoteRequest("tools/call", new JsonObject { ["name"] = "echo" })
            {
                Context = new CallContext { Meta = meta, LogMessages = isListening ? new Listener() : null },
            },
            Cancellation);

        var sent = _stage.Mcp.Messages.Last()["params"]!["_meta"]!;
        ((string?)sent["io.modelcontextprotocol/logLevel"]).ShouldBe(isListening ? "debug" : null);
        ((string?)sent["io.modelcontextprotocol/protocolVersion"]).ShouldBe("2026-07-28");
        sent["io.modelcontextprotocol/clientInfo"].ShouldBeOfType<JsonObject>();
    }

    [Fact]
    public async Task Listener_ThatFails_CostsNobodyTheConnection()
    {
        OnCall(async (http, request) =>
        {
            await FakeMcpServer.WriteEventAsync(http, Log("x"));
            await FakeMcpServer.WriteEventAsync(http, FakeMcpServer.Reply(request["id"], FakeMcpServer.Text("done")));
        });
        var server = _stage.ConnectDirectly();

        var answer = await server.RequestAsync(Call("echo", new FailingListener()), Cancellation);

        answer.Result.ShouldNotBeNull();
        server.Condition.State.ShouldBe(ConnectionState.Connected);
    }

    private void OnCall(Func<HttpContext, JsonObject, Task> answerAsync) => _stage.Mcp.Mood = async (http, method) =>
    {
        if (method != "tools/call")
            return false;

        http.Request.Body.Position = 0;
        await answerAsync(http, (await JsonNode.ParseAsync(http.Request.Body))!.AsObject());
        return true;
    };

    private static RemoteRequest Call(string tool, IProgress<JsonObject> listener) =>
        new("tools/call", new JsonObject { ["name"] = tool }) { Context = new CallContext { LogMessages = listener } };

    private static JsonObject Log(string data) => new()
    {
        ["jsonrpc"] = "2.0",
        ["method"] = "notifications/message",
        ["params"] = new JsonObject { ["level"] = "info", ["data"] = data, ["own"] = 1 },
    };

    private sealed class Listener : IProgress<JsonObject>
    {
        public ConcurrentQueue<JsonObject> Said { get; } = new();

        public void Report(JsonObject value) => Said.Enqueue(value);
    }

    private sealed class FailingListener : IProgress<JsonObject>
    {
        public void Report(JsonObject value) => throw new InvalidOperationException("mine");
    }
}
