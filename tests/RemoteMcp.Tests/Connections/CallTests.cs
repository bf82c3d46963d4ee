using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using AgentStack.RemoteMcp.Connections;
using AgentStack.Tests.Shared;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol.Protocol;

namespace AgentStack.RemoteMcp.Tests.Connections;

public sealed class CallTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private static readonly Dictionary<string, object?> Nothing = [];

    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Call_ThatIsRepeated_HasItsTimeAsAWhole()
    {
        var server = _stage.ConnectDirectly();
        var tool = (await server.ListToolsAsync(Cancellation)).Single(tool => tool.IsRepeatable);
        var sent = 0;
        _stage.Mcp.Mood = async (http, method) =>
        {
            if (method != "tools/call")
                return false;

            var isFirst = Interlocked.Increment(ref sent) == 1;
            _stage.Clock.Advance(server.Options.CallTimeout * 0.9);
            if (isFirst)
                http.Abort();
            else
                await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);

            return true;
        };
        var start = _stage.Clock.GetUtcNow();

        var failure = await Should.ThrowAsync<RemoteMcpException>(
            () => server.CallToolAsync(tool, new Dictionary<string, object?>(), Cancellation));

        failure.Problem.ShouldContain("No answer within 60 s");
        sent.ShouldBe(2);
        (_stage.Clock.GetUtcNow() - start).ShouldBeLessThan(server.Options.CallTimeout * 2);
    }

    [Theory]
    [InlineData("Unknown tool: echo", true)]
    [InlineData("Tool 'echo' not found", true)]
    [InlineData("The town was not found", false)]
    public async Task Result_ThatSaysThatTheToolIsUnknown_HasTheListRead(string text, bool isListed)
    {
        var server = _stage.ConnectDirectly();
        var tool = (await server.ListToolsAsync(Cancellation))[0];
        _stage.Clock.Advance(Background.BetweenRefreshes);
        _stage.Mcp.Call = (_, _) => FakeMcpServer.Text(text, isError: true);
        var timers = _stage.Clock.PendingTimers;

        var result = await server.CallToolAsync(tool, new Dictionary<string, object?>(), Cancellation);

        result.IsError.ShouldBe(true);
        (_stage.Clock.PendingTimers > timers).ShouldBe(isListed);
        if (!isListed)
            return;

        _stage.Clock.Advance(TimeSpan.FromSeconds(1));
        await Eventually.TrueAsync(() => _stage.Mcp.Count("tools/list") == 2, "the list to be read");
    }

    [Fact]
    public async Task Call_OfAServerThatIsDisposed_OpensNothing()
    {
        var server = _stage.ConnectDirectly();
        var tool = (await server.ListToolsAsync(Cancellation))[0];
        await server.DisposeAsync();
        var asked = _stage.Mcp.Requests.Count;

        await Should.ThrowAsync<ObjectDisposedException>(
            () => server.CallToolAsync(tool, new Dictionary<string, object?>(), Cancellation));

        _stage.Mcp.Requests.Count.ShouldBe(asked);
    }

    [Fact]
    public async Task Caller_WhoseHeaderCannotBeSent_CostsNobodyTheServer()
    {
        var server = _stage.ConnectDirectly(("PassHeaders:0", "X-*"));
        var tool = (await server.ListToolsAsync(Cancellation))[0];
        var context = new CallContext { Headers = new Dictionary<string, string> { ["X-User"] = "J\u00f6rg", ["X-Tenant"] = "a" } };

        await server.CallToolAsync(tool, new Dictionary<string, object?>(), context, Cancellation);

        var headers = _stage.Mcp.Requests.Last().Headers;
        headers.Keys.ShouldNotContain("X-User");
        headers["X-Tenant"].ShouldBe("a");
    }

    [Fact]
    public async Task Call_WhoseServerReportsProgress_PassesItOn()
    {
        var (server, tool) = await ConnectAsync();
        var told = new ConcurrentQueue<ToolProgress>();
        var heard = new TaskCompletionSource();
        OnCall(async (http, request) =>
        {
            var token = request["params"]!["_meta"]!["progressToken"]!;
            foreach (var done in new[] { 1, 2 })
            {
                await FakeMcpServer.WriteEventAsync(http, Notification("notifications/progress", new JsonObject
                {
                    ["progressToken"] = token.DeepClone(),
                    ["progress"] = done,
                    ["total"] = 2,
                    ["message"] = $"step {done}",
                }));
            }

            await heard.Task;
            await FakeMcpServer.WriteEventAsync(http, FakeMcpServer.Reply(request["id"], FakeMcpServer.Text("done")));
        });

        var call = server.CallToolAsync(tool, Nothing, new CallContext { Progress = new Listener(told) }, Cancellation);
        await Eventually.TrueAsync(() => told.Count == 2, "the progress");
        heard.SetResult();
        await call;

        told.OrderBy(progress => progress.Progress).ShouldBe([new ToolProgress(1, 2, "step 1"), new ToolProgress(2, 2, "step 2")]);
    }

    [Theory]
    [InlineData("""{"content":[{"type":"text","text":"\ud800"}]}""", "half a character")]
    [InlineData("""{"content":[],"structuredContent":{"\ud800":"\ud800"}}""", "half a character")]
    [InlineData("""{"content":[{"type":"text","text":"a"}],"content":[]}""", "a key twice")]
    [InlineData("""{"content":7}""", "the form that MCP gives it")]
    [InlineData("""{"content":[{"type":"what"}]}""", "the form that MCP gives it")]
    public async Task Call_WhoseResultCannotBeRead_SaysThatItRan(string result, string reason)
    {
        var (server, tool) = await ConnectAsync();
        OnCall((http, request) => WriteResultAsync(http, request, result, isStream: false));

        for (var i = 0; i < 4; i++)
        {
            var failure = await Should.ThrowAsync<RemoteMcpException>(() => server.CallToolAsync(tool, Nothing, Cancellation));

            failure.Problem.ShouldStartWith("The tool has run, and its result cannot be read: ");
            failure.Problem.ShouldContain(reason);
        }

        server.Condition.State.ShouldBe(ConnectionState.Connected);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Call_WhoseResultIsNestedTooDeep_SaysThatItRan(bool isStream)
    {
        var (server, tool) = await ConnectAsync();
        var deep = new string('[', 63) + new string(']', 63);
        OnCall((http, request) => WriteResultAsync(http, request, $$"""{"content":[],"structuredContent":{{deep}}}""", isStream));

        var failure = await Should.ThrowAsync<RemoteMcpException>(() => server.CallToolAsync(tool, Nothing, Cancellation));

        failure.Problem.ShouldBe("The tool has run, and its result cannot be read: it is nested deeper than 64 levels.");
    }

    [Fact]
    public async Task Call_AnsweredInACharsetOfNobody_IsRead()
    {
        var (server, tool) = await ConnectAsync();
        OnCall((http, request) =>
        {
            http.Response.ContentType = "application/json; charset=evil-9";
            return http.Response.WriteAsync(FakeMcpServer.Reply(request["id"], FakeMcpServer.Text("done")).ToJsonString());
        });

        (await server.CallToolAsync(tool, Nothing, Cancellation)).IsError.ShouldNotBe(true);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Call_WhoseResultHasBracketsInItsText_IsRead(bool isStream)
    {
        var (server, tool) = await ConnectAsync();
        var text = "\\\"" + new string('[', 100) + "\\\\";
        OnCall((http, request) => WriteResultAsync(http, request, $$"""{"content":[{"type":"text","text":"{{text}}"}]}""", isStream));

        var result = await server.CallToolAsync(tool, Nothing, Cancellation);

        result.Content.ShouldHaveSingleItem().ShouldBeOfType<TextContentBlock>().Text.ShouldContain("[[[[");
    }

    [Fact]
    public async Task Call_OfWhichNobodyWantsProgress_AsksForNone()
    {
        var (server, tool) = await ConnectAsync();

        await server.CallToolAsync(tool, Nothing, Cancellation);

        _stage.Mcp.Messages.Last()["params"]!["_meta"].ShouldBeNull();
    }

    [Fact]
    public async Task Call_WithEndlessProgress_EndsAtItsDeadline()
    {
        var (server, tool) = await ConnectAsync(("CallTimeout", "00:00:30"));
        OnCall(async (http, request) =>
        {
            while (!http.RequestAborted.IsCancellationRequested)
            {
                await FakeMcpServer.WriteEventAsync(http, Notification("notifications/progress", new JsonObject
                {
                    ["progressToken"] = 1,
                    ["progress"] = 1,
                }));
            }
        });

        var call = server.CallToolAsync(tool, Nothing, Cancellation);
        await Eventually.TrueAsync(() => _stage.Mcp.Count("tools/call") == 1, "the call");
        _stage.Clock.Advance(TimeSpan.FromSeconds(31));

        (await Should.ThrowAsync<RemoteMcpException>(() => call)).Problem.ShouldContain("within 30 s");
    }

    [Fact]
    public async Task Call_ThatIsCancelled_TellsALegacyServer()
    {
        var (server, tool) = await ConnectAsync();
        OnCall((http, _) => HangAsync(http));
        using var caller = new CancellationTokenSource();

        var call = server.CallToolAsync(tool, Nothing, caller.Token);
        await Eventually.TrueAsync(() => _stage.Mcp.Count("tools/call") == 1, "the call");
        await caller.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => call);
        await Eventually.TrueAsync(() => _stage.Mcp.Count("notifications/cancelled") == 1, "the notice");
        var sent = _stage.Mcp.Messages.Single(message => message["method"]!.GetValue<string>() == "tools/call");
        var notice = _stage.Mcp.Messages.Single(message => message["method"]!.GetValue<string>() == "notifications/cancelled");
        notice["params"]!["requestId"]!.GetValue<long>().ShouldBe(sent["id"]!.GetValue<long>());
    }

    [Fact]
    public async Task Call_ThatIsCancelled_ClosesItsStreamToAModernServer()
    {
        _stage.Mcp.Discoverable = ["2026-07-28"];
        var (server, tool) = await ConnectAsync();
        var closed = new TaskCompletionSource();
        OnCall(async (http, _) =>
        {
            await HangAsync(http);
            closed.SetResult();
        });
        using var caller = new CancellationTokenSource();

        var call = server.CallToolAsync(tool, Nothing, caller.Token);
        await Eventually.TrueAsync(() => _stage.Mcp.Count("tools/call") == 1, "the call");
        await caller.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => call);
        await closed.Task.WaitAsync(Cancellation);
        _stage.Mcp.Count("notifications/cancelled").ShouldBe(0);
    }

    [Fact]
    public async Task Call_PassesOnTheHeadersThatSettingsName()
    {
        var (server, tool) = await ConnectAsync(("PassHeaders:0", "X-Tenant"), ("PassHeaders:1", "X-Team-*"));

        await server.CallToolAsync(tool, Nothing, Caller(), Cancellation);

        var sent = _stage.Mcp.Requests.Last().Headers;
        sent["X-Tenant"].ShouldBe("acme");
        sent["x-team-name"].ShouldBe("red");
        sent.Keys.ShouldNotContain("X-Other");
        sent.Keys.ShouldNotContain("Authorization");
        sent.Keys.ShouldNotContain("Cookie");
    }

    [Fact]
    public async Task Call_WithAPatternForEveryHeader_PassesOnNoSecretAndNothingOfTheProtocol()
    {
        var (server, tool) = await ConnectAsync(("PassHeaders:0", "*"));

        await server.CallToolAsync(tool, Nothing, Caller(), Cancellation);

        var sent = _stage.Mcp.Requests.Last().Headers;
        sent["X-Other"].ShouldBe("o");
        sent["Mcp-Method"].ShouldBe("tools/call");
        foreach (var name in new[] { "Authorization", "Cookie", "X-Amz-Security-Token", "Mcp-Session-Id", "Proxy-Authorization" })
            sent.Keys.ShouldNotContain(name);
    }

    [Fact]
    public async Task Call_WithAuthorizationNamed_PassesItOn()
    {
        var (server, tool) = await ConnectAsync(("PassHeaders:0", "authorization"));

        await server.CallToolAsync(tool, Nothing, Caller(), Cancellation);

        _stage.Mcp.Requests.Last().Headers["Authorization"].ShouldBe("Bearer the-caller's");
        _stage.Mcp.Requests.SkipLast(1).ShouldAllBe(request => !request.Headers.ContainsKey("Authorization"));
    }

    [Theory]
    [InlineData("elicitation/create", "input of the user")]
    [InlineData("sampling/createMessage", "the client's model")]
    [InlineData("roots/list", "the client's folders")]
    public async Task Call_ThatAsksSomethingBack_IsDeclinedInWords(string method, string words)
    {
        _stage.Mcp.Discoverable = ["2026-07-28"];
        var (server, tool) = await ConnectAsync();
        _stage.Mcp.Call = (_, _) => new JsonObject
        {
            ["resultType"] = "input_required",
            ["inputRequests"] = new JsonObject
            {
                ["one"] = new JsonObject
                {
                    ["method"] = method,
                    ["params"] = new JsonObject
                    {
                        ["message"] = "Who are you?",
                        ["requestedSchema"] = new JsonObject { ["type"] = "object", ["properties"] = new JsonObject() },
                        ["messages"] = new JsonArray(),
                        ["maxTokens"] = 1,
                    },
                },
            },
        };

        var result = await server.CallToolAsync(tool, Nothing, Cancellation);

        result.IsError.ShouldBe(true);
        result.Content.ShouldHaveSingleItem().ShouldBeOfType<TextContentBlock>().Text.ShouldContain(words);
        server.Condition.State.ShouldBe(ConnectionState.Connected);
    }

    [Fact]
    public async Task Server_ThatAsksTheUserDuringACall_IsAnsweredAtOnce()
    {
        _stage.Mcp.SessionId = "a-session";
        var (server, tool) = await ConnectAsync();
        OnCall(async (http, request) =>
        {
            await FakeMcpServer.WriteEventAsync(http, new JsonObject
            {
                ["jsonrpc"] = "2.0",
                ["id"] = "ask-1",
                ["method"] = "elicitation/create",
                ["params"] = new JsonObject { ["message"] = "Who?", ["requestedSchema"] = new JsonObject { ["type"] = "object" } },
            });
            await Eventually.TrueAsync(() => Declined() is not null, "the answer to the question");
            await FakeMcpServer.WriteEventAsync(
                http, FakeMcpServer.Reply(request["id"], FakeMcpServer.Text("The client takes no questions.", isError: true)));
        });

        var result = await server.CallToolAsync(tool, Nothing, Cancellation);

        result.IsError.ShouldBe(true);
        Declined()!["error"]!["code"]!.GetValue<int>().ShouldBe(-32601);
        _stage.Mcp.Messages.Single(message => message["method"]?.GetValue<string>() == "initialize")["params"]!["capabilities"]!
            .AsObject().ShouldBeEmpty();
    }

    [Fact]
    public async Task Call_WithAResultOfTwoMegabytes_BringsItWhole()
    {
        var (server, tool) = await ConnectAsync();
        _stage.Mcp.Call = (_, _) => FakeMcpServer.Text(new string('x', 2_000_000));

        var result = await server.CallToolAsync(tool, Nothing, Cancellation);

        result.Content.ShouldHaveSingleItem().ShouldBeOfType<TextContentBlock>().Text.Length.ShouldBe(2_000_000);
    }

    [Fact]
    public async Task Call_WithAResultWithoutEnd_IsCutOff()
    {
        var (server, tool) = await ConnectAsync();
        OnCall(async (http, _) =>
        {
            http.Response.ContentType = "application/json";
            var piece = new string(' ', 100_000);
            while (!http.RequestAborted.IsCancellationRequested)
                await http.Response.WriteAsync(piece, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });

        var failure = await Should.ThrowAsync<RemoteMcpException>(() => server.CallToolAsync(tool, Nothing, Cancellation));

        failure.Problem.ShouldContain("larger than 10 MB");
    }

    [Fact]
    public async Task Server_ThatLogs_HasItsWordsKeptOutOfOurs()
    {
        var (server, tool) = await ConnectAsync();
        OnCall(async (http, request) =>
        {
            await FakeMcpServer.WriteEventAsync(http, Notification("notifications/message", new JsonObject
            {
                ["level"] = "error",
                ["data"] = "secret-of-the-server",
            }));
            await FakeMcpServer.WriteEventAsync(http, FakeMcpServer.Reply(request["id"], FakeMcpServer.Text("done")));
        });

        await server.CallToolAsync(tool, Nothing, Cancellation);

        await Eventually.TrueAsync(() => _stage.Log.Lines.Any(line => line.Contains("log message of level error")), "our line");
        _stage.Log.Lines.ShouldAllBe(line => !line.Contains("secret-of-the-server"));
    }

    [Theory]
    [InlineData(200, -32003, "throttled")]
    [InlineData(200, -32010, "container failed")]
    [InlineData(200, -32005, "busy")]
    [InlineData(406, -32011, "Accept")]
    public async Task Call_RefusedByAgentCoreItself_SaysWhatThatMeans(int status, int code, string words)
    {
        var server = _stage.Connect();
        var tool = (await server.ListToolsAsync(Cancellation))[0];
        OnCall(async (http, request) =>
        {
            http.Response.StatusCode = status;
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync(
                $$$"""{"jsonrpc":"2.0","id":{{{request["id"]}}},"error":{"code":{{{code}}},"message":"inner-secrets"}}""");
        });

        var failure = await Should.ThrowAsync<RemoteMcpException>(() => server.CallToolAsync(tool, Nothing, Cancellation));

        if (status == 200)
            failure.Message.ShouldContain(words, Case.Insensitive);
        failure.Message.ShouldNotContain("inner-secrets");
        _stage.Mcp.Count("tools/call").ShouldBe(1);
    }

    [Theory]
    [InlineData(-32001)]
    [InlineData(-32002)]
    [InlineData(-32003)]
    public async Task Call_RefusedByAServerWithCodesOfItsOwn_IsNotTakenForAgentCore(int code)
    {
        var (server, tool) = await ConnectAsync();
        OnCall(async (http, request) =>
        {
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync(
                $$$"""{"jsonrpc":"2.0","id":{{{request["id"]}}},"error":{"code":{{{code}}},"message":"Request timed out"}}""");
        });

        var failure = await Should.ThrowAsync<RemoteMcpException>(() => server.CallToolAsync(tool, Nothing, Cancellation));

        failure.Problem.ShouldBe($"The server answered JSON-RPC error {code}.");
    }

    private JsonObject? Declined() =>
        _stage.Mcp.Messages.FirstOrDefault(message => message["id"] is JsonValue id && id.ToString() == "ask-1");

    private async Task<(RemoteMcpServer Server, RemoteTool Tool)> ConnectAsync(params (string Key, string Value)[] settings)
    {
        var server = _stage.ConnectDirectly(settings);
        return (server, (await server.ListToolsAsync(Cancellation))[0]);
    }

    private void OnCall(Func<HttpContext, JsonObject, Task> answerAsync) => _stage.Mcp.Mood = async (http, method) =>
    {
        if (method == "tools/call")
            await answerAsync(http, _stage.Mcp.Messages.Last(message => message["method"]?.GetValue<string>() == method));

        return method == "tools/call";
    };

    private static Task HangAsync(HttpContext http) =>
        Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);

    private static JsonObject Notification(string method, JsonObject parameters) =>
        new() { ["jsonrpc"] = "2.0", ["method"] = method, ["params"] = parameters };

    private static CallContext Caller() => new()
    {
        Headers = new Dictionary<string, string>
        {
            ["X-Tenant"] = "acme",
            ["x-team-name"] = "red",
            ["X-Other"] = "o",
            ["Authorization"] = "Bearer the-caller's",
            ["Cookie"] = "a=b",
            ["X-Amz-Security-Token"] = "t",
            ["Mcp-Session-Id"] = "s",
            ["Mcp-Method"] = "evil",
            ["Proxy-Authorization"] = "p",
            ["Connection"] = "close",
            ["Host"] = "evil.example",
        },
    };

    private sealed class Listener(ConcurrentQueue<ToolProgress> told) : IProgress<ToolProgress>
    {
        public void Report(ToolProgress value) => told.Enqueue(value);
    }

    private static Task WriteResultAsync(HttpContext http, JsonObject request, string result, bool isStream)
    {
        var reply = $$"""{"jsonrpc":"2.0","id":{{request["id"]}},"result":{{result}}}""";
        http.Response.ContentType = isStream ? "text/event-stream" : "application/json";
        return http.Response.WriteAsync(isStream ? $"event: message\ndata: {reply}\n\n" : reply);
    }
}
