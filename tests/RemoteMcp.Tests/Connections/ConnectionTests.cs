using AgentStack.RemoteMcp.Connections;
using AgentStack.Tests.Shared;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol.Protocol;

namespace AgentStack.RemoteMcp.Tests.Connections;

public sealed class ConnectionTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task ListTools_ByArnThroughTheFrontDoor_GetsAllPages()
    {
        for (var i = 0; i < 23; i++)
            _stage.Mcp.Tools.Add(FakeMcpServer.Tool($"tool_{i}"));
        _stage.Mcp.PageSize = 10;

        var tools = await _stage.Connect().ListToolsAsync(Cancellation);

        tools.Count.ShouldBe(25);
        _stage.Mcp.Count("tools/list").ShouldBe(3);
    }

    [Fact]
    public async Task CallTool_ThroughTheFrontDoor_BringsTheAnswer()
    {
        var server = _stage.Connect();

        var result = await CallAsync(server, "echo");

        result.Content.ShouldHaveSingleItem().ShouldBeOfType<TextContentBlock>().Text.ShouldBe("""echo: {"text":"hi"}""");
    }

    [Fact]
    public async Task Requests_ThroughTheFrontDoor_StayInOneRuntimeSession()
    {
        var server = _stage.Connect();

        await CallAsync(server, "echo");
        await CallAsync(server, "echo");

        _stage.Mcp.Requests.Select(request => request.Headers["X-Amzn-Bedrock-AgentCore-Runtime-Session-Id"])
            .Distinct().ShouldHaveSingleItem().Length.ShouldBeGreaterThanOrEqualTo(33);
    }

    [Fact]
    public async Task CallTool_ThatHangs_EndsAtItsDeadlineAndTheNextCallWorks()
    {
        var server = _stage.ConnectDirectly(("CallTimeout", "00:00:30"));
        var tool = (await server.ListToolsAsync(Cancellation))[0];
        _stage.Mcp.Mood = HangAsync;

        var call = server.CallToolAsync(tool, Arguments, Cancellation);
        await Eventually.TrueAsync(() => _stage.Mcp.Count("tools/call") == 1, "the call to arrive");
        call.IsCompleted.ShouldBeFalse();
        _stage.Clock.Advance(TimeSpan.FromSeconds(31));

        var failure = await Should.ThrowAsync<RemoteMcpException>(() => call);
        failure.Step.ShouldBe(ConnectionStep.CallTool);
        failure.Message.ShouldContain("No answer within 30 s");

        _stage.Mcp.Mood = (_, _) => Task.FromResult(false);
        (await CallAsync(server, "echo")).IsError.ShouldNotBe(true);
    }

    [Fact]
    public async Task CallTool_WhoseStreamFallsSilent_EndsAtItsDeadline()
    {
        var server = _stage.ConnectDirectly(("CallTimeout", "00:00:30"));
        var tool = (await server.ListToolsAsync(Cancellation))[0];
        _stage.Mcp.Mood = async (http, method) =>
        {
            if (method != "tools/call")
                return false;

            http.Response.ContentType = "text/event-stream";
            await http.Response.StartAsync();
            await http.Response.Body.FlushAsync();
            return await HangAsync(http, method);
        };

        var call = server.CallToolAsync(tool, Arguments, Cancellation);
        await Eventually.TrueAsync(() => _stage.Mcp.Count("tools/call") == 1, "the call to arrive");
        _stage.Clock.Advance(TimeSpan.FromSeconds(31));

        (await Should.ThrowAsync<RemoteMcpException>(() => call)).Problem.ShouldContain("No answer");
    }

    [Fact]
    public async Task CallTool_WhenTheSessionIsForgotten_StartsAnotherAndCallsOnce()
    {
        _stage.Mcp.SessionId = "first";
        var server = _stage.ConnectDirectly();
        await CallAsync(server, "echo");

        _stage.Mcp.SessionId = "second";
        var result = await CallAsync(server, "echo");

        result.IsError.ShouldNotBe(true);
        _stage.Mcp.Count("initialize").ShouldBe(2);
    }

    [Fact]
    public async Task CallTool_BesideOneThatFindsTheSessionLost_IsNotDisturbed()
    {
        _stage.Mcp.SessionId = "a-session";
        var server = _stage.ConnectDirectly();
        var tool = (await server.ListToolsAsync(Cancellation))[0];
        var gate = new TaskCompletionSource();
        var calls = 0;
        _stage.Mcp.Mood = async (http, method) =>
        {
            if (method != "tools/call")
                return false;

            switch (Interlocked.Increment(ref calls))
            {
                case 1:
                    await gate.Task;
                    return false;
                case 2:
                    http.Response.StatusCode = 404;
                    return true;
                default:
                    return false;
            }
        };

        var slow = server.CallToolAsync(tool, Arguments, Cancellation);
        await Eventually.TrueAsync(() => _stage.Mcp.Count("tools/call") == 1, "the first call to arrive");
        (await server.CallToolAsync(tool, Arguments, Cancellation)).IsError.ShouldNotBe(true);
        gate.SetResult();

        (await slow).IsError.ShouldNotBe(true);
        calls.ShouldBe(3);
    }

    [Theory]
    [InlineData("echo", 1)]
    [InlineData("look", 2)]
    public async Task CallTool_WhenTheConnectionIsCut_IsRepeatedOnlyForToolsThatAllowIt(string tool, int calls)
    {
        var server = _stage.ConnectDirectly();
        await server.ListToolsAsync(Cancellation);
        _stage.Mcp.Mood = (http, method) =>
        {
            if (method == "tools/call")
                http.Abort();

            return Task.FromResult(method == "tools/call");
        };

        var failure = await Should.ThrowAsync<RemoteMcpException>(() => CallAsync(server, tool));

        failure.Problem.ShouldBe("The connection broke.");
        _stage.Mcp.Count("tools/call").ShouldBe(calls);
    }

    [Theory]
    [InlineData(403, "403")]
    [InlineData(406, "Accept")]
    [InlineData(424, "container failed")]
    [InlineData(429, "throttled")]
    [InlineData(500, "HTTP 500")]
    public async Task CallTool_RefusedByStatus_SaysWhatThatMeansAndNothingOfTheBody(int status, string words)
    {
        var server = _stage.ConnectDirectly();
        await server.ListToolsAsync(Cancellation);
        _stage.Mcp.Mood = async (http, method) =>
        {
            if (method != "tools/call")
                return false;

            http.Response.StatusCode = status;
            await http.Response.WriteAsync("inner-secrets-of-the-upstream");
            return true;
        };

        var failure = await Should.ThrowAsync<RemoteMcpException>(() => CallAsync(server, "echo"));

        failure.Message.ShouldContain(words, Case.Insensitive);
        failure.Message.ShouldNotContain("inner-secrets");
        failure.Address.ShouldBe(_stage.Mcp.Url.AbsoluteUri);
    }

    [Theory]
    [InlineData(401, "Auth=M2M")]
    [InlineData(404, "ends in /mcp")]
    public async Task ListTools_RefusedByAServerWithoutAToken_GivesTheRemedyForThat(int status, string remedy)
    {
        _stage.Mcp.Mood = (http, _) =>
        {
            http.Response.StatusCode = status;
            return Task.FromResult(true);
        };

        var failure = await Should.ThrowAsync<RemoteMcpException>(() => _stage.ConnectDirectly().ListToolsAsync(Cancellation));

        failure.Remedy.ShouldContain(remedy);
    }

    [Theory]
    [InlineData("<html>no</html>", "text/html")]
    [InlineData("{\"jsonrpc\":\"2.0\",", "application/json")]
    [InlineData("", "application/json")]
    public async Task CallTool_AnsweredWithGarbage_FailsAtOnceAndTheNextCallWorks(string body, string contentType)
    {
        var server = _stage.ConnectDirectly();
        await server.ListToolsAsync(Cancellation);
        _stage.Mcp.Mood = async (http, method) =>
        {
            if (method != "tools/call")
                return false;

            http.Response.ContentType = contentType;
            await http.Response.WriteAsync(body);
            return true;
        };

        await Should.ThrowAsync<RemoteMcpException>(() => CallAsync(server, "echo"));

        _stage.Mcp.Mood = (_, _) => Task.FromResult(false);
        (await CallAsync(server, "echo")).IsError.ShouldNotBe(true);
    }

    [Fact]
    public async Task ListTools_WhenTheServerIsDown_SaysSoAndWorksWhenItIsBack()
    {
        var server = _stage.ConnectDirectly();
        var port = _stage.Mcp.Root.Port;
        await _stage.Mcp.DisposeAsync();

        var failure = await Should.ThrowAsync<RemoteMcpException>(() => server.ListToolsAsync(Cancellation));
        failure.Step.ShouldBe(ConnectionStep.Connect);
        failure.Message.ShouldContain("ConnectionRefused");

        await using var back = await FakeMcpServer.StartAsync(port);
        _stage.Clock.Advance(TimeSpan.FromSeconds(1));
        (await server.ListToolsAsync(Cancellation)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task CallTool_CancelledByTheCaller_EndsAsCancelled()
    {
        var server = _stage.ConnectDirectly();
        var tool = (await server.ListToolsAsync(Cancellation))[0];
        _stage.Mcp.Mood = HangAsync;
        using var caller = new CancellationTokenSource();

        var call = server.CallToolAsync(tool, Arguments, caller.Token);
        await Eventually.TrueAsync(() => _stage.Mcp.Count("tools/call") == 1, "the call to arrive");
        await caller.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => call);
    }

    private static Dictionary<string, object?> Arguments => new() { ["text"] = "hi" };

    private static async Task<bool> HangAsync(HttpContext http, string method)
    {
        if (method == "tools/call")
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);

        return method == "tools/call";
    }

    private static async Task<CallToolResult> CallAsync(RemoteMcpServer server, string name)
    {
        var tools = await server.ListToolsAsync(Cancellation);
        return await server.CallToolAsync(tools.Single(tool => tool.Name == name), Arguments, Cancellation);
    }
}
