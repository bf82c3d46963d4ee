using System.Text.Json.Nodes;
using AgentStack.RemoteMcp.Connections;
using AgentStack.Tests.Shared;
using Microsoft.AspNetCore.Http;

namespace AgentStack.RemoteMcp.Tests.Connections;

public sealed class SessionTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Server_WithoutSessions_IsAskedForNoNotifications()
    {
        var server = _stage.ConnectDirectly();

        await CallAsync(server);

        _stage.Mcp.Count("GET").ShouldBe(0);
        _stage.Mcp.Requests.ShouldAllBe(request => !request.Headers.ContainsKey("Mcp-Session-Id"));
    }

    [Fact]
    public async Task Server_WhoseSessionIsNoVisibleAscii_IsToldSo()
    {
        _stage.Mcp.Mood = async (http, method) =>
        {
            if (method != "initialize")
                return false;

            http.Response.Headers["Mcp-Session-Id"] = "a session";
            await http.Response.WriteAsync("{}");
            return true;
        };

        var failure = await Should.ThrowAsync<RemoteMcpException>(() => _stage.ConnectDirectly().ListToolsAsync(Cancellation));

        failure.Problem.ShouldContain("its session id has other characters than visible ASCII");
    }

    [Theory]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(500)]
    public async Task Server_WithSessionsAndNoNotifications_KeepsItsSession(int status)
    {
        _stage.Mcp.SessionId = "a-session";
        _stage.Mcp.NotificationStatus = status;
        var server = _stage.ConnectDirectly();
        await server.ListToolsAsync(Cancellation);
        await Eventually.TrueAsync(() => _stage.Mcp.Count("GET") >= 1, "the question for notifications");

        await CallAsync(server);
        await CallAsync(server);

        _stage.Mcp.Count("initialize").ShouldBe(1);
        server.Condition.State.ShouldBe(ConnectionState.Connected);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Server_BehindAPlatformThatInjectsASession_IsUsedAsItIs(bool isModern)
    {
        _stage.Mcp.InjectedSessionId = "the-platform's";
        _stage.Mcp.Discoverable = isModern ? ["2026-07-28"] : null;
        var server = _stage.ConnectDirectly();

        for (var i = 0; i < 3; i++)
            await CallAsync(server);

        server.Condition.NegotiatedProtocol.ShouldBe(isModern ? "2026-07-28" : "2025-06-18");
        _stage.Mcp.Count("tools/call").ShouldBe(3);
        _stage.Mcp.Count("initialize").ShouldBe(isModern ? 0 : 1);
    }

    [Theory]
    [InlineData(404, "")]
    [InlineData(400, """{"jsonrpc":"2.0","error":{"code":-32000,"message":"Bad Request: No valid session ID provided"},"id":null}""")]
    [InlineData(400, """{"jsonrpc":"2.0","error":{"code":-32000,"message":"Bad Request: Server not initialized"},"id":null}""")]
    [InlineData(404, """{"jsonrpc":"2.0","error":{"code":-32001,"message":"Session not found"},"id":null}""")]
    [InlineData(404, """{"jsonrpc":"2.0","error":{"code":-32600,"message":"Not Found: Invalid or expired session ID"},"id":"server-error"}""")]
    public async Task Call_InASessionThatIsForgotten_RunsOnceInAnother(int status, string body)
    {
        _stage.Mcp.SessionId = "first";
        var server = _stage.ConnectDirectly();
        await CallAsync(server);
        var ran = 0;
        _stage.Mcp.Call = (_, _) =>
        {
            Interlocked.Increment(ref ran);
            return FakeMcpServer.Text("done");
        };
        _stage.Mcp.SessionId = "second";
        _stage.Mcp.Mood = async (http, method) =>
        {
            if (method is "initialize" || http.Request.Headers["Mcp-Session-Id"] != "first")
                return false;

            http.Response.StatusCode = status;
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync(body);
            return true;
        };

        await CallAsync(server);

        ran.ShouldBe(1);
        _stage.Mcp.Count("initialize").ShouldBe(2);
    }

    [Theory]
    [InlineData(400, -32602, "Charged, but the checkout session has expired", true)]
    [InlineData(400, -32000, "Charged, but the checkout session was not found", true)]
    [InlineData(404, -32004, "Charged, but no such order", true)]
    [InlineData(404, -32004, "Charged, but no such order", false)]
    public async Task Call_ThatTheServerAnswersWithAnErrorOfItsOwn_RunsOnce(int status, int code, string message, bool hasSession)
    {
        _stage.Mcp.SessionId = hasSession ? "a-session" : null;
        var server = _stage.ConnectDirectly();
        await CallAsync(server);
        _stage.Mcp.Mood = async (http, method) =>
        {
            if (method != "tools/call")
                return false;

            http.Response.StatusCode = status;
            http.Response.ContentType = "application/json";
            var id = _stage.Mcp.Messages.Last()["id"]!.ToJsonString();
            await http.Response.WriteAsync($$$"""{"jsonrpc":"2.0","id":{{{id}}},"error":{"code":{{{code}}},"message":"{{{message}}}"}}""");
            return true;
        };

        var answer = await server.RequestAsync(new RemoteRequest("tools/call", new JsonObject { ["name"] = "echo" }), Cancellation);

        answer.Error.ShouldNotBeNull().Code.ShouldBe(code);
        answer.Error.Message.ShouldBe(message);
        _stage.Mcp.Count("tools/call").ShouldBe(2);
        _stage.Mcp.Count("initialize").ShouldBe(1);
    }

    [Theory]
    [InlineData(404, "")]
    [InlineData(404, """{"jsonrpc":"2.0","error":{"code":-32004,"message":"Nothing"},"id":null}""")]
    public async Task Call_WithoutASessionThatIsMissedAtTheAddress_IsSentOnce(int status, string body)
    {
        var server = _stage.ConnectDirectly();
        var tool = (await server.ListToolsAsync(Cancellation))[0];
        _stage.Mcp.Mood = async (http, method) =>
        {
            if (method != "tools/call")
                return false;

            http.Response.StatusCode = status;
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync(body);
            return true;
        };

        var failure = await Should.ThrowAsync<RemoteMcpException>(
            () => server.CallToolAsync(tool, new Dictionary<string, object?>(), Cancellation));

        failure.Problem.ShouldBe("Nothing is there (404).");
        failure.HasRun.ShouldBeNull();
        _stage.Mcp.Count("tools/call").ShouldBe(1);
    }

    [Fact]
    public async Task Call_WhenEverySessionIsForgotten_IsTriedTwiceAndNoMore()
    {
        _stage.Mcp.SessionId = "first";
        var server = _stage.ConnectDirectly();
        var tool = (await server.ListToolsAsync(Cancellation))[0];
        _stage.Mcp.Mood = (http, method) =>
        {
            if (method == "tools/call")
                http.Response.StatusCode = 404;

            return Task.FromResult(method == "tools/call");
        };

        var failure = await Should.ThrowAsync<RemoteMcpException>(
            () => server.CallToolAsync(tool, new Dictionary<string, object?>(), Cancellation));

        failure.Problem.ShouldContain("forgotten the session");
        _stage.Mcp.Count("tools/call").ShouldBe(2);
    }

    [Fact]
    public async Task Call_BesideOneWhoseSessionIsForgotten_EndsUndisturbed()
    {
        _stage.Mcp.SessionId = "first";
        var server = _stage.ConnectDirectly();
        var tool = (await server.ListToolsAsync(Cancellation))[0];
        var gate = new TaskCompletionSource();
        var calls = 0;
        _stage.Mcp.Mood = async (http, method) =>
        {
            if (method != "tools/call")
                return false;

            if (Interlocked.Increment(ref calls) == 1)
                await gate.Task;
            else if (http.Request.Headers["Mcp-Session-Id"] == "first")
                http.Response.StatusCode = 404;

            return http.Response.StatusCode == 404;
        };

        var slow = server.CallToolAsync(tool, new Dictionary<string, object?>(), Cancellation);
        await Eventually.TrueAsync(() => Volatile.Read(ref calls) == 1, "the first call");
        _stage.Mcp.SessionId = "second";
        (await server.CallToolAsync(tool, new Dictionary<string, object?>(), Cancellation)).IsError.ShouldNotBe(true);
        _stage.Mcp.SessionId = "first";
        gate.SetResult();

        (await slow).IsError.ShouldNotBe(true);
        calls.ShouldBe(3);
    }

    [Fact]
    public async Task Calls_ManyAtOnceWhenTheServerRestarts_RunOnceEach()
    {
        _stage.Mcp.SessionId = "first";
        var server = _stage.ConnectDirectly();
        var tool = (await server.ListToolsAsync(Cancellation))[0];
        var ran = new System.Collections.Concurrent.ConcurrentBag<string>();
        _stage.Mcp.Call = (_, arguments) =>
        {
            ran.Add(arguments["text"]!.GetValue<string>());
            return FakeMcpServer.Text("done");
        };

        var calls = Enumerable.Range(0, 60).Select(i => Task.Run(async () =>
        {
            if (i == 20)
                _stage.Mcp.SessionId = "second";

            return await server.CallToolAsync(tool, new Dictionary<string, object?> { ["text"] = $"{i}" }, Cancellation);
        })).ToList();
        await Task.WhenAll(calls);

        ran.Count.ShouldBe(60);
        ran.Distinct().Count().ShouldBe(60);
    }

    private static async Task CallAsync(RemoteMcpServer server)
    {
        var tool = (await server.ListToolsAsync(Cancellation))[0];
        (await server.CallToolAsync(tool, new Dictionary<string, object?>(), Cancellation)).IsError.ShouldNotBe(true);
    }
}
