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
