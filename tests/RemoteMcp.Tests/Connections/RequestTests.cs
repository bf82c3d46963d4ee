using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using AgentStack.RemoteMcp.Connections;
using AgentStack.Tests.Shared;
using Microsoft.AspNetCore.Http;

namespace AgentStack.RemoteMcp.Tests.Connections;

public sealed class RequestTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Theory]
    [InlineData("prompts/get", "name")]
    [InlineData("resources/read", "uri")]
    public async Task Request_OfNoToolThatAsksSomethingBack_IsDeclinedByAnError(string requested, string key)
    {
        _stage.Mcp.Discoverable = ["2026-07-28"];
        AnswerWith(
            requested,
            """
            {"resultType":"input_required","inputRequests":{"a":{"method":"elicitation/create",
            "params":{"message":"x","requestedSchema":{"type":"object","properties":{}}}}},"requestState":"s"}
            """);

        var answer = await _stage.ConnectDirectly().RequestAsync(new RemoteRequest(requested, new JsonObject { [key] = "it" }), Cancellation);

        answer.Result.ShouldBeNull();
        answer.Error!.Message.ShouldBe("'it' asks for input of the user while it runs (elicitation), which cannot be given here.");
    }

    [Theory]
    [InlineData("""{"content":[{"type":"text","type":"text","text":"x"}]}""", "it has a key twice")]
    [InlineData("""{"content":[],"structuredContent":{"a":1,"a":2}}""", "it has a key twice")]
    [InlineData("""{"content":[],"content":[]}""", "it has a key twice")]
    [InlineData("""{"content":[{"type":"text","text":"\ud800"}]}""", "half a character")]
    [InlineData("""{"content":[{"type":"x\ud800","text":"a"}]}""", "half a character")]
    [InlineData("""{"content":[],"resultType":"\ud800"}""", "half a character")]
    public async Task Result_ThatCannotBeLookedInto_IsFoundWhereItIsRead(string result, string reason)
    {
        var server = _stage.ConnectDirectly();
        AnswerWith("tools/call", result);

        var failure = await Should.ThrowAsync<RemoteMcpException>(() => server.RequestAsync(Call(), Cancellation));

        failure.Problem.ShouldContain("The tool has run, and its result cannot be read");
        failure.Problem.ShouldContain(reason);
        failure.HasRun.ShouldBe(true);
        server.Condition.State.ShouldNotBe(ConnectionState.Degraded);
    }

    [Fact]
    public async Task Notices_ThatCannotBeLookedInto_CostThemselves()
    {
        var (told, said) = (new Listener<JsonObject>(), new Listener<JsonObject>());
        _stage.Mcp.Mood = async (http, method) =>
        {
            if (method != "tools/call")
                return false;

            var request = _stage.Mcp.Messages.Last();
            var token = request["params"]!["_meta"]!["progressToken"]!.ToJsonString();
            http.Response.ContentType = "text/event-stream";
            foreach (var message in new[] { "\\ud83d", new string('x', 20_000) })
                await SayAsync(http, "progress", $$"""{"progressToken":{{token}},"progress":1,"message":"{{message}}"}""");

            foreach (var level in new[] { "\\ud83d", "info" })
                await SayAsync(http, "message", $$"""{"level":"{{level}}","data":"x"}""");

            await FakeMcpServer.WriteEventAsync(http, FakeMcpServer.Reply(request["id"], FakeMcpServer.Text("done")));
            return true;
        };

        var answer = await _stage.ConnectDirectly().RequestAsync(
            Call(new CallContext { RawProgress = told, LogMessages = said }), Cancellation);

        answer.Result.ShouldNotBeNull();
        ((string)told.Said.ShouldHaveSingleItem()["message"]!).Length.ShouldBe(10_000);
        ((string?)said.Said.ShouldHaveSingleItem()["level"]).ShouldBe("info");
    }

    [Fact]
    public async Task ProgressAndLogMessages_OfOneChunk_ComeInTheirOrder()
    {
        var told = new Listener<JsonObject>();
        _stage.Mcp.Mood = async (http, method) =>
        {
            if (method != "tools/call")
                return false;

            var request = _stage.Mcp.Messages.Last();
            var token = request["params"]!["_meta"]!["progressToken"]!.ToJsonString();
            http.Response.ContentType = "text/event-stream";
            for (var i = 1; i <= 20; i++)
            {
                await SayAsync(http, "progress", $$"""{"progressToken":{{token}},"progress":{{i}}}""");
                await SayAsync(http, "message", $$"""{"level":"info","progress":{{i}}}""");
            }

            await FakeMcpServer.WriteEventAsync(http, FakeMcpServer.Reply(request["id"], FakeMcpServer.Text("done")));
            return true;
        };

        await _stage.ConnectDirectly().RequestAsync(Call(new CallContext { RawProgress = told, LogMessages = told }), Cancellation);

        told.Said.Select(said => $"{said["level"]}{said["progress"]}")
            .ShouldBe(Enumerable.Range(1, 20).SelectMany(i => new[] { $"{i}", $"info{i}" }));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Result_OfARequest_ComesAsTheServerSentIt(bool isStream)
    {
        const string Result =
            """{"content":[{"type":"hologram","depth":1.0},{"type":"text","text":"a","x":1e3}],"structuredContent":{"a":1,"A":2.50},"isError":true,"_meta":{"k":null},"resultType":"complete","later":[]}""";
        Answer("tools/call", id => $$"""{"jsonrpc":"2.0","id":{{id}},"result":{{Result}}}""", isStream);
        var server = _stage.ConnectDirectly();

        var answer = await server.RequestAsync(Call(), Cancellation);

        answer.Error.ShouldBeNull();
        answer.Result!.ToJsonString().ShouldBe(Result);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(400)]
    public async Task Error_OfTheServer_IsItsAnswer(int status)
    {
        Answer(
            "prompts/get",
            id => """{"jsonrpc":"2.0","id":ID,"error":{"code":-32602,"message":"No prompt 'x'","data":{"known":["a",1.0]}}}""".Replace("ID", id, StringComparison.Ordinal),
            status: status);
        var server = _stage.ConnectDirectly();

        var answer = await server.RequestAsync(new RemoteRequest("prompts/get", new JsonObject { ["name"] = "x" }), Cancellation);

        answer.Result.ShouldBeNull();
        answer.Error.ShouldNotBeNull().Code.ShouldBe(-32602);
        answer.Error.Message.ShouldBe("No prompt 'x'");
        answer.Error.Data!.ToJsonString().ShouldBe("""{"known":["a",1.0]}""");
        server.Condition.State.ShouldBe(ConnectionState.Connected);
    }

    [Theory]
    [InlineData(-32000)]
    [InlineData(-32600)]
    [InlineData(-32022)]
    public async Task Error_OfATool_LeavesTheConnection(int code)
    {
        var server = _stage.ConnectDirectly();
        await server.ListToolsAsync(Cancellation);
        _stage.Mcp.Mood = async (http, method) =>
        {
            if (method != "tools/call")
                return false;

            var id = _stage.Mcp.Messages.Last()["id"]!.ToJsonString();
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync($$$"""{"jsonrpc":"2.0","id":{{{id}}},"error":{"code":{{{code}}},"message":"no such order"}}""");
            return true;
        };

        for (var i = 0; i < 2; i++)
        {
            var answer = await server.RequestAsync(new RemoteRequest("tools/call", new JsonObject { ["name"] = "echo" }), Cancellation);
            answer.Error.ShouldNotBeNull().Code.ShouldBe(code);
        }

        _stage.Mcp.Count("initialize").ShouldBe(1);
    }

    [Fact]
    public async Task Method_ThatAModernServerDoesNotKnow_IsItsAnswerAndNotALostSession()
    {
        _stage.Mcp.Discoverable = ["2026-07-28"];
        Answer("completion/complete", id => """{"jsonrpc":"2.0","id":ID,"error":{"code":-32601,"message":"no"}}""".Replace("ID", id, StringComparison.Ordinal), status: 404);
        var server = _stage.ConnectDirectly();

        var answer = await server.RequestAsync(new RemoteRequest("completion/complete", []), Cancellation);

        answer.Error.ShouldBe(new RemoteError(-32601, "no", Data: null));
        _stage.Mcp.Count("completion/complete").ShouldBe(1);
    }

    [Fact]
    public async Task Error_ThatMayMeanAnUnknownTool_HasTheListRead()
    {
        Answer("tools/call", id => """{"jsonrpc":"2.0","id":ID,"error":{"code":-32602,"message":"Unknown tool"}}""".Replace("ID", id, StringComparison.Ordinal));
        var server = _stage.ConnectDirectly();
        await server.ListToolsAsync(Cancellation);
        _stage.Clock.Advance(Background.BetweenRefreshes);

        (await server.RequestAsync(Call(), Cancellation)).Error.ShouldNotBeNull();

        _stage.Clock.Advance(TimeSpan.FromSeconds(1));
        await Eventually.TrueAsync(() => _stage.Mcp.Count("tools/list") == 2, "the list to be read");
    }

    [Fact]
    public async Task Request_ThatIsRepeatable_IsSentAgainWhenTheConnectionBreaks()
    {
        var sent = 0;
        _stage.Mcp.Mood = (http, method) =>
        {
            if (method == "resources/read" && Interlocked.Increment(ref sent) == 1)
                http.Abort();

            return Task.FromResult(false);
        };
        var server = _stage.ConnectDirectly();

        var answer = await server.RequestAsync(
            new RemoteRequest("resources/read", new JsonObject { ["uri"] = "a://b" }) { IsRepeatable = true }, Cancellation);

        answer.Error!.Code.ShouldBe(-32601);
        sent.ShouldBe(2);
    }

    [Fact]
    public async Task Request_WithoutAnAnswer_FailsWithItsOwnStep()
    {
        _stage.Mcp.Mood = (http, method) =>
        {
            if (method == "resources/read")
                http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;

            return Task.FromResult(method == "resources/read");
        };
        var server = _stage.ConnectDirectly();

        var failure = await Should.ThrowAsync<RemoteMcpException>(
            () => server.RequestAsync(new RemoteRequest("resources/read", new JsonObject { ["uri"] = "a://b" }), Cancellation));

        failure.Step.ShouldBe(ConnectionStep.ReadResource);
        failure.Message.ShouldContain("reading the resource");
        failure.Problem.ShouldContain("HTTP 503");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("something harmless")]
    public async Task Request_ForAToolThatIsDenied_IsNotSentWhateverItIsCalled(string? subject)
    {
        var server = _stage.ConnectDirectly(("Tools:Deny", "ec*"));

        var failure = await Should.ThrowAsync<RemoteMcpException>(
            () => server.RequestAsync(Call() with { Subject = subject }, Cancellation));

        failure.Message.ShouldContain("McpServers:tools:Tools:Allow");
        _stage.Mcp.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Meta_OfTheCaller_GoesOnWithoutWhatIsTheConnectionsOwn()
    {
        var server = _stage.ConnectDirectly();
        var meta = new JsonObject
        {
            ["com.example/tenant"] = JsonNode.Parse("""{"id":1.0}"""),
            ["progressToken"] = "theirs",
            ["io.modelcontextprotocol/protocolVersion"] = "1999-01-01",
        };

        await server.RequestAsync(Call(new CallContext { Meta = meta, RawProgress = new Listener<JsonObject>() }), Cancellation);

        var sent = _stage.Mcp.Messages.Last()["params"]!["_meta"]!.AsObject();
        sent["com.example/tenant"]!.ToJsonString().ShouldBe("""{"id":1.0}""");
        sent["progressToken"]!.GetValueKind().ShouldBe(System.Text.Json.JsonValueKind.Number);
        sent.ContainsKey("io.modelcontextprotocol/protocolVersion").ShouldBeFalse();
        meta.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Progress_OfARequest_ComesInItsOrderBeforeTheAnswer()
    {
        var told = new Listener<JsonObject>();
        _stage.Mcp.Mood = async (http, method) =>
        {
            if (method != "tools/call")
                return false;

            var request = _stage.Mcp.Messages.Last(message => (string?)message["method"] == method);
            for (var i = 1; i <= 50; i++)
            {
                await FakeMcpServer.WriteEventAsync(http, new JsonObject
                {
                    ["jsonrpc"] = "2.0",
                    ["method"] = "notifications/progress",
                    ["params"] = new JsonObject
                    {
                        ["progressToken"] = request["params"]!["_meta"]!["progressToken"]!.DeepClone(),
                        ["progress"] = i,
                        ["stage"] = "unknown to us",
                    },
                });
            }

            await FakeMcpServer.WriteEventAsync(http, FakeMcpServer.Reply(request["id"], FakeMcpServer.Text("done")));
            return true;
        };
        var server = _stage.ConnectDirectly();

        await server.RequestAsync(Call(new CallContext { RawProgress = told }), Cancellation);

        told.Said.Select(said => (int)said["progress"]!).ShouldBe(Enumerable.Range(1, 50));
        told.Said.First().ToJsonString().ShouldBe("""{"progress":1,"stage":"unknown to us"}""");
    }

    [Fact]
    public async Task Server_ThatRetires_LetsItsCallsEndAndTakesNoOthers()
    {
        var server = _stage.ConnectDirectly();
        var mayEnd = new TaskCompletionSource();
        var begun = new TaskCompletionSource();
        _stage.Mcp.Mood = async (_, method) =>
        {
            if (method == "tools/call")
            {
                begun.SetResult();
                await mayEnd.Task;
            }

            return false;
        };
        var call = server.RequestAsync(Call(), Cancellation);
        await begun.Task;

        var retired = server.RetireAsync().AsTask();
        await Should.ThrowAsync<ObjectDisposedException>(() => server.RequestAsync(Call(), Cancellation));
        retired.IsCompleted.ShouldBeFalse();
        mayEnd.SetResult();

        (await call).Result.ShouldNotBeNull();
        await retired;
        _stage.Mcp.Count("tools/call").ShouldBe(1);
    }

    private void Answer(string method, Func<string, string> reply, bool isStream = false, int status = 200) => _stage.Mcp.Mood = async (http, asked) =>
    {
        if (asked != method)
            return false;

        var id = _stage.Mcp.Messages.Last(message => (string?)message["method"] == method)["id"]!.ToJsonString();
        http.Response.StatusCode = status;
        http.Response.ContentType = isStream ? "text/event-stream" : "application/json";
        await http.Response.WriteAsync(isStream ? $"data: {reply(id)}\n\n" : reply(id));
        return true;
    };

    private void AnswerWith(string requested, string result) => _stage.Mcp.Mood = async (http, method) =>
    {
        if (method != requested)
            return false;

        var id = _stage.Mcp.Messages.Last()["id"]!.ToJsonString();
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync($$"""{"jsonrpc":"2.0","id":{{id}},"result":{{result}}}""");
        return true;
    };

    private static Task SayAsync(HttpContext http, string kind, string parameters) => http.Response.WriteAsync(
        $"data: {{\"jsonrpc\":\"2.0\",\"method\":\"notifications/{kind}\",\"params\":{parameters}}}\n\n");

    private static RemoteRequest Call(CallContext? context = null) =>
        new("tools/call", new JsonObject { ["name"] = "echo", ["arguments"] = new JsonObject { ["text"] = "a" } })
        {
            Context = context ?? CallContext.None,
        };

    private sealed class Listener<T> : IProgress<T>
    {
        public ConcurrentQueue<T> Said { get; } = new();

        public void Report(T value) => Said.Enqueue(value);
    }
}
