using AgentStack.RemoteMcp.Connections;
using AgentStack.Tests.Shared;
using Microsoft.AspNetCore.Http;

namespace AgentStack.RemoteMcp.Tests.Connections;

public sealed class HealthTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(429)]
    public async Task Caller_WhoIsRefused_CostsNobodyElseTheServer(int status)
    {
        _stage.Mcp.Mood = (http, method) =>
        {
            var isRefused = method == "tools/call" && http.Request.Headers["X-Tenant"] != "good";
            if (isRefused)
            {
                http.Response.StatusCode = status;
                http.Response.Headers.RetryAfter = "120";
            }

            return Task.FromResult(isRefused);
        };
        var server = _stage.ConnectDirectly(("PassHeaders", "X-Tenant"));

        for (var i = 0; i < ServerHealth.CallsInARow + 1; i++)
            (await Should.ThrowAsync<RemoteMcpException>(() => AskAsync("bad"))).Problem.ShouldContain("this caller");

        server.Condition.RetryAt.ShouldBeNull();
        (await AskAsync("good")).Result.ShouldNotBeNull();

        Task<RemoteAnswer> AskAsync(string tenant) => server.RequestAsync(
            new RemoteRequest("tools/call", new() { ["name"] = "echo" })
            {
                Context = new CallContext { Headers = new Dictionary<string, string> { ["X-Tenant"] = tenant } },
            },
            Cancellation);
    }

    [Fact]
    public void Condition_BeforeAnybodyAsks_IsIdle() => _stage.ConnectDirectly().Condition.State.ShouldBe(ConnectionState.Idle);

    [Fact]
    public async Task Condition_OfAServerThatAnswers_TellsWhatItIs()
    {
        var server = _stage.ConnectDirectly();

        await server.ListToolsAsync(Cancellation);

        var condition = server.Condition;
        condition.State.ShouldBe(ConnectionState.Connected);
        condition.Since.ShouldBe(_stage.Clock.GetUtcNow());
        condition.NegotiatedProtocol.ShouldBe("2025-06-18");
        condition.ServerName.ShouldBe("fake");
        condition.ServerVersion.ShouldBe("1");
        condition.WasConnected.ShouldBeTrue();
    }

    [Fact]
    public async Task Log_OfAServerThatIsDown_WarnsOnceWithTheRemedyAndTellsWhenItIsBack()
    {
        Answer(500);
        var server = _stage.ConnectDirectly();
        await FailAsync(server);
        for (var i = 0; i < 3; i++)
        {
            server.TryNow();
            await FailAsync(server);
        }

        Lines("Warning").ShouldHaveSingleItem().ShouldContain("Look into the server's log");
        Lines("Information").ShouldBeEmpty();
        Lines("Debug").Count.ShouldBeGreaterThanOrEqualTo(3);

        Answer(null);
        server.TryNow();
        await server.ListToolsAsync(Cancellation);
        await server.ListToolsAsync(Cancellation);

        Lines("Information").ShouldHaveSingleItem().ShouldContain("MCP server tools is back after");

        IReadOnlyList<string> Lines(string level) =>
        [
            .. _stage.Log.Lines.Where(line =>
                line.StartsWith($"{level} AgentStack.RemoteMcp.Connections.RemoteMcpServer MCP server tools", StringComparison.Ordinal)),
        ];
    }

    [Fact]
    public async Task Server_ThatIsDown_IsNotAskedAgainByTheNextCallers()
    {
        Answer(500);
        var server = _stage.ConnectDirectly();
        await FailAsync(server);
        var asked = _stage.Mcp.Requests.Count;

        var failure = await FailAsync(server);

        failure.Problem.ShouldContain("500");
        failure.Remedy.ShouldContain("tried again at");
        _stage.Mcp.Requests.Count.ShouldBe(asked);
        server.Condition.State.ShouldBe(ConnectionState.Connecting);
        server.Condition.RetryAt.ShouldNotBeNull().ShouldBeGreaterThan(_stage.Clock.GetUtcNow());
    }

    [Fact]
    public async Task Server_ThatComesBack_IsConnectedWithoutAnybodyAsking()
    {
        Answer(503);
        var server = _stage.ConnectDirectly();
        await FailAsync(server);

        Answer(null);
        _stage.Clock.Advance(ServerHealth.FirstPause);

        await Eventually.TrueAsync(() => server.Condition.State == ConnectionState.Connected, "the server to be found again");
        server.Listing.ShouldNotBeNull().Tools.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Pauses_OfAServerThatStaysDown_GrowToTheLongestAndNoFurther()
    {
        Answer(503);
        var server = _stage.ConnectDirectly();
        await FailAsync(server);
        var pauses = new List<TimeSpan>();
        for (var i = 0; i < 10; i++)
        {
            var before = server.Condition.RetryAt!.Value;
            pauses.Add(before - _stage.Clock.GetUtcNow());
            _stage.Clock.Advance(pauses[^1]);
            await Eventually.TrueAsync(() => server.Condition.RetryAt > before, "the next pause");
        }

        for (var i = 0; i < pauses.Count; i++)
        {
            var full = Math.Min(Math.Pow(2, i), ServerHealth.LongestPause.TotalSeconds);
            pauses[i].TotalSeconds.ShouldBeInRange(full / 2, full);
        }
    }

    [Fact]
    public async Task Callers_WhileOneTries_WaitForWhatComesOfIt()
    {
        Answer(503);
        var server = _stage.ConnectDirectly();
        await FailAsync(server);
        var gate = new TaskCompletionSource();
        var trials = 0;
        _stage.Mcp.Mood = async (_, method) =>
        {
            if (method == "initialize")
            {
                Interlocked.Increment(ref trials);
                await gate.Task;
            }

            return false;
        };

        _stage.Clock.Advance(ServerHealth.FirstPause);
        await Eventually.TrueAsync(() => Volatile.Read(ref trials) == 1, "the trial");
        var callers = Enumerable.Range(0, 5).Select(_ => server.ListToolsAsync(Cancellation)).ToList();
        gate.SetResult();

        foreach (var caller in callers)
            (await caller).Count.ShouldBe(2);
        trials.ShouldBe(1);
    }

    [Fact]
    public async Task Callers_WhileATrialHangs_FailShortly()
    {
        Answer(503);
        var server = _stage.ConnectDirectly(("ConnectTimeout", "00:00:15"));
        await FailAsync(server);
        var trials = 0;
        _stage.Mcp.Mood = async (http, method) =>
        {
            if (method == "initialize")
            {
                Interlocked.Increment(ref trials);
                await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            }

            return method == "initialize";
        };
        _stage.Clock.Advance(ServerHealth.FirstPause);
        await Eventually.TrueAsync(() => Volatile.Read(ref trials) == 1, "the trial");

        var waiting = _stage.Clock.PendingTimers;
        var caller = server.ListToolsAsync(Cancellation);
        await Eventually.TrueAsync(() => _stage.Clock.PendingTimers > waiting, "the caller to wait");
        _stage.Clock.Advance(TimeSpan.FromSeconds(2));

        (await Should.ThrowAsync<RemoteMcpException>(() => caller)).Problem.ShouldContain("503");
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task Server_ThatRefusesTheCredentials_IsAskedSeldom(int status)
    {
        Answer(status);
        var server = _stage.ConnectDirectly();

        await FailAsync(server);

        server.Condition.State.ShouldBe(ConnectionState.Refused);
        (server.Condition.RetryAt!.Value - _stage.Clock.GetUtcNow()).ShouldBeInRange(
            ServerHealth.FirstPauseWhenRefused / 2, ServerHealth.FirstPauseWhenRefused);
    }

    [Theory]
    [InlineData("cognito_secret", "wrong-secret")]
    [InlineData("scope", "wrong/scope")]
    public async Task Server_WhoseIssuerRefusesTheCredentials_IsAskedSeldom(string parameter, string value)
    {
        _stage.Aws.Parameters.Put($"{Stage.Prefix}/{parameter}", value);
        var server = _stage.Connect();

        (await FailAsync(server)).Step.ShouldBe(ConnectionStep.Token);

        server.Condition.State.ShouldBe(ConnectionState.Refused);
        (server.Condition.RetryAt!.Value - _stage.Clock.GetUtcNow()).ShouldBeGreaterThanOrEqualTo(ServerHealth.FirstPauseWhenRefused / 2);
    }

    [Fact]
    public async Task Server_WhoseCallsFailInARow_IsDegradedAndKeepsItsTools()
    {
        var server = _stage.ConnectDirectly();
        var tool = (await server.ListToolsAsync(Cancellation))[0];
        Answer(500, "tools/call");

        for (var i = 0; i < ServerHealth.CallsInARow; i++)
        {
            server.Condition.State.ShouldBe(ConnectionState.Connected);
            await CallAsync(server, tool);
        }

        server.Condition.State.ShouldBe(ConnectionState.Degraded);
        server.Listing!.Tools.Count.ShouldBe(2);
        await CallAsync(server, tool);
        _stage.Mcp.Count("tools/call").ShouldBe(ServerHealth.CallsInARow);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(400)]
    [InlineData(406)]
    public async Task Calls_ThatFailForThemselves_LeaveTheServerConnected(int status)
    {
        var server = _stage.ConnectDirectly();
        var tool = (await server.ListToolsAsync(Cancellation))[0];
        Answer(status, "tools/call");

        for (var i = 0; i < 2 * ServerHealth.CallsInARow; i++)
            await CallAsync(server, tool);

        server.Condition.State.ShouldBe(ConnectionState.Connected);
        _stage.Mcp.Count("tools/call").ShouldBe(2 * ServerHealth.CallsInARow);
    }

    [Theory]
    [InlineData(-32001)]
    [InlineData(-32002)]
    [InlineData(-32003)]
    [InlineData(-32010)]
    public async Task Calls_ThatFailWithACodeThatMeansSomethingToAgentCore_LeaveAnotherServerConnected(int code)
    {
        var server = _stage.ConnectDirectly();
        var tool = (await server.ListToolsAsync(Cancellation))[0];
        _stage.Mcp.Mood = async (http, method) =>
        {
            if (method != "tools/call")
                return false;

            http.Response.ContentType = "application/json";
            var id = _stage.Mcp.Messages.Last()["id"]!.ToJsonString();
            await http.Response.WriteAsync($$"""{"jsonrpc":"2.0","error":{"code":{{code}},"message":"Request timed out"},"id":{{id}}}""", Cancellation);
            return true;
        };

        for (var i = 0; i < 2 * ServerHealth.CallsInARow; i++)
            await CallAsync(server, tool);

        server.Condition.State.ShouldBe(ConnectionState.Connected);
    }

    [Theory]
    [InlineData("application/json", "<html>")]
    [InlineData("text/html", "<html>")]
    [InlineData("application/json", "{}")]
    public async Task Calls_WithAnAnswerThatIsNotMcp_LeaveTheServerConnected(string type, string body)
    {
        var server = _stage.ConnectDirectly();
        var tool = (await server.ListToolsAsync(Cancellation))[0];
        _stage.Mcp.Mood = async (http, method) =>
        {
            if (method != "tools/call")
                return false;

            http.Response.ContentType = type;
            await http.Response.WriteAsync(body, Cancellation);
            return true;
        };

        for (var i = 0; i < ServerHealth.CallsInARow; i++)
            (await CallAsync(server, tool)).Problem.ShouldBe("The answer was not MCP.");

        server.Condition.State.ShouldBe(ConnectionState.Connected);
    }

    [Fact]
    public async Task Calls_WithAnAnswerThatIsTooLarge_LeaveTheServerConnected()
    {
        var server = _stage.ConnectDirectly();
        var tool = (await server.ListToolsAsync(Cancellation))[0];
        var large = new string('x', 11_000_000);
        _stage.Mcp.Call = (_, _) => FakeMcpServer.Text(large);

        for (var i = 0; i < ServerHealth.CallsInARow; i++)
            (await CallAsync(server, tool)).Problem.ShouldContain("larger than");

        server.Condition.State.ShouldBe(ConnectionState.Connected);
    }

    [Fact]
    public async Task Calls_BetweenThoseThatFindTheServerBroken_EndTheRow()
    {
        var server = _stage.ConnectDirectly();
        var tool = (await server.ListToolsAsync(Cancellation))[0];

        foreach (var status in (int[])[500, 500, 403, 500, 500])
        {
            Answer(status, "tools/call");
            await CallAsync(server, tool);
        }

        server.Condition.State.ShouldBe(ConnectionState.Connected);
    }

    [Fact]
    public async Task Calls_OfAToolThatIsSlow_LeaveTheServerConnected()
    {
        // Each has the list read beside it, which the clock shall not cut off while it is under way.
        var server = _stage.ConnectDirectly(("ConnectTimeout", "01:00:00"));
        var tool = (await server.ListToolsAsync(Cancellation))[0];
        var calls = Hang("tools/call");

        for (var i = 1; i <= ServerHealth.CallsInARow; i++)
            await CallInVainAsync(server, tool, () => calls() == i);

        server.Condition.State.ShouldBe(ConnectionState.Connected);
    }

    [Fact]
    public async Task Call_ToAServerThatHangs_HasTheServerAskedForItsList()
    {
        var server = _stage.ConnectDirectly();
        var tool = (await server.ListToolsAsync(Cancellation))[0];
        var requests = Hang("tools/");
        await CallInVainAsync(server, tool, () => requests() == 1);

        _stage.Clock.Advance(Background.BetweenRefreshes);
        await Eventually.TrueAsync(() => requests() == 2, "the list to be asked for");
        _stage.Clock.Advance(server.Options.ConnectTimeout);

        await Eventually.TrueAsync(() => server.Condition.State == ConnectionState.Degraded, "the server to be degraded");
    }

    [Fact]
    public async Task Server_ThatSaysWhenToComeBack_IsLeftAloneUntilThen()
    {
        var server = _stage.ConnectDirectly();
        var tool = (await server.ListToolsAsync(Cancellation))[0];
        _stage.Mcp.Mood = (http, method) =>
        {
            if (method != "tools/call")
                return Task.FromResult(false);

            http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            http.Response.Headers.RetryAfter = "40";
            return Task.FromResult(true);
        };

        await CallAsync(server, tool);

        server.Condition.RetryAt.ShouldBe(_stage.Clock.GetUtcNow().AddSeconds(40));
        await CallAsync(server, tool);
        _stage.Mcp.Count("tools/call").ShouldBe(1);
    }

    [Fact]
    public async Task Callers_WhoFailTogether_CountAsOne()
    {
        Answer(503);
        var server = _stage.ConnectDirectly();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => FailAsync(server)));

        (server.Condition.RetryAt!.Value - _stage.Clock.GetUtcNow()).ShouldBeLessThanOrEqualTo(ServerHealth.FirstPause);
    }

    [Fact]
    public async Task Caller_WhoGivesUp_LeavesTheTrialToTheNext()
    {
        var health = new ServerHealth("tools", _stage.Clock);
        var failure = new RemoteMcpException("tools", ConnectionStep.ListTools, "http://there", "It failed.", "Mend it.");
        health.Failed(failure, FailureKind.Down, retryAfter: null, await health.EnterAsync(Cancellation));
        _stage.Clock.Advance(ServerHealth.FirstPause);

        var isTrial = await health.EnterAsync(Cancellation);
        health.Left(isTrial);

        isTrial.ShouldBeTrue();
        (await health.EnterAsync(Cancellation)).ShouldBeTrue();
    }

    [Fact]
    public async Task Clock_ThatIsSetBack_HoldsNothingBack()
    {
        Answer(503);
        var server = _stage.ConnectDirectly();
        await FailAsync(server);
        Answer(null);

        _stage.Clock.Set(_stage.Clock.GetUtcNow().AddHours(-1));
        _stage.Clock.Advance(ServerHealth.FirstPause);

        (await server.ListToolsAsync(Cancellation)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Call_FromBeforeThePause_DoesNotEndTheTrialOfAnother()
    {
        var server = _stage.ConnectDirectly();
        var tool = (await server.ListToolsAsync(Cancellation))[0];
        var (calls, lists) = (0, 0);
        using var gone = new CancellationTokenSource();
        _stage.Mcp.Mood = async (http, method) =>
        {
            if (method == "tools/call")
            {
                Interlocked.Increment(ref calls);
                await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                return true;
            }

            if (method != "tools/list")
                return false;

            if (Interlocked.Increment(ref lists) > 1)
                await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);

            http.Response.StatusCode = 503;
            return true;
        };
        var early = server.CallToolAsync(tool, new Dictionary<string, object?>(), gone.Token);
        await Eventually.TrueAsync(() => Volatile.Read(ref calls) == 1, "the call");
        await FailAsync(server);
        _stage.Clock.Advance(ServerHealth.FirstPause);
        await Eventually.TrueAsync(() => Volatile.Read(ref lists) == 2, "the trial");

        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => early);
        var waiting = _stage.Clock.PendingTimers;
        var other = server.ListToolsAsync(Cancellation);
        await Eventually.TrueAsync(() => _stage.Clock.PendingTimers > waiting, "the other to wait");
        _stage.Clock.Advance(TimeSpan.FromSeconds(2));

        (await Should.ThrowAsync<RemoteMcpException>(() => other)).Problem.ShouldContain("503");
        lists.ShouldBe(2);
    }

    [Fact]
    public async Task Server_ThatSomebodyLooksAt_IsTriedNow()
    {
        Answer(401);
        var server = _stage.ConnectDirectly();
        await FailAsync(server);
        Answer(null);

        server.TryNow();

        (await server.ListToolsAsync(Cancellation)).Count.ShouldBe(2);
        server.Condition.State.ShouldBe(ConnectionState.Connected);
    }

    private void Answer(int? status, string? onlyTo = null) =>
        _stage.Mcp.Mood = (http, method) =>
        {
            if (status is null || (onlyTo is not null && method != onlyTo))
                return Task.FromResult(false);

            http.Response.StatusCode = status.Value;
            return Task.FromResult(true);
        };

    private Func<int> Hang(string methods)
    {
        var requests = 0;
        _stage.Mcp.Mood = async (http, method) =>
        {
            if (!method.StartsWith(methods, StringComparison.Ordinal))
                return false;

            Interlocked.Increment(ref requests);
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return true;
        };
        return () => Volatile.Read(ref requests);
    }

    private async Task CallInVainAsync(RemoteMcpServer server, RemoteTool tool, Func<bool> hasCome)
    {
        var call = CallAsync(server, tool);
        await Eventually.TrueAsync(hasCome, "the call");
        _stage.Clock.Advance(server.Options.CallTimeout);
        (await call).Problem.ShouldContain("No answer within");
    }

    private static Task<RemoteMcpException> FailAsync(RemoteMcpServer server) =>
        Should.ThrowAsync<RemoteMcpException>(() => server.ListToolsAsync(Cancellation));

    private static Task<RemoteMcpException> CallAsync(RemoteMcpServer server, RemoteTool tool) =>
        Should.ThrowAsync<RemoteMcpException>(() => server.CallToolAsync(tool, new Dictionary<string, object?>(), Cancellation));
}
