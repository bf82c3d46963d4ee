using System.Text.Json;
using AgentStack.Agent.Lifecycle;
using AgentStack.LocalAws.Bedrock.Scripting;
using AgentStack.LocalAws.Faults;
using AgentStack.Tests.Shared;
using Microsoft.AspNetCore.Http;

namespace AgentStack.Agent.Tests.Turns;

public sealed class TurnTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Turn_WithTwoCallsAtOnce_RunsThemTogetherAndAnswersBothInOneMessage()
    {
        var both = new TaskCompletionSource();
        _stage.Mcp.Mood = async (_, method) =>
        {
            if (method == "tools/call" && _stage.Mcp.Count(method) == 2)
                both.TrySetResult();
            if (method == "tools/call")
                await both.Task.WaitAsync(TimeSpan.FromSeconds(60));
            return false;
        };
        _stage.Model.Enqueue(
            new ModelReply().Call("echo", new { text = "a" }, "call-a").Call("echo", new { text = "b" }, "call-b"),
            new ModelReply().Say("Both are there."));

        using var response = await _stage.AskAsync("twice");

        (await response.ReadJsonAsync()).GetProperty("tool_calls").EnumerateArray()
            .Select(call => call.GetProperty("is_error").GetBoolean()).ShouldBe([false, false]);
        var messages = _stage.Model.Requests[1].Body.GetProperty("messages");
        messages.GetArrayLength().ShouldBe(3);
        messages[2].GetProperty("content").EnumerateArray()
            .Select(block => block.GetProperty("toolResult").GetProperty("toolUseId").GetString())
            .ShouldBe(["call-a", "call-b"]);
    }

    [Fact]
    public async Task Turn_InTheSameSession_RemembersTheOneBeforeWholeAndValid()
    {
        _stage.Model.Enqueue(
            new ModelReply().Say("Looking.").Call("echo", new { text = "a" }),
            new ModelReply().Say("It is a.  \n"),
            new ModelReply().Say("As I said, a."));

        (await _stage.AskAsync("first", "one")).Dispose();
        using var second = await _stage.AskAsync("and again?", "one");

        second.EnsureSuccessStatusCode();
        var messages = _stage.Model.Requests[2].Body.GetProperty("messages");
        messages.EnumerateArray().Select(message => message.GetProperty("role").GetString())
            .ShouldBe(["user", "assistant", "user", "assistant", "user"]);
        messages[3].GetProperty("content")[0].GetProperty("text").GetString().ShouldBe("It is a.");
    }

    [Fact]
    public async Task Turn_InAnotherSession_KnowsNothingOfIt()
    {
        _stage.Model.Enqueue(new ModelReply().Say("one"), new ModelReply().Say("two"));

        (await _stage.AskAsync("first", "one")).Dispose();
        (await _stage.AskAsync("second", "two")).Dispose();

        _stage.Model.Requests[1].Body.GetProperty("messages").GetArrayLength().ShouldBe(1);
    }

    [Theory]
    [InlineData("nonsense", "{}", "There is no tool 'nonsense'")]
    [InlineData("echo", "{\"text\":", "not a JSON object")]
    public async Task Turn_WhoseModelCallsAmiss_TellsItAsAnErrorAndGoesOn(string tool, string input, string words)
    {
        _stage.Model.Enqueue(new ModelReply().CallRaw(tool, input), new ModelReply().Say("Sorry."));

        using var response = await _stage.AskAsync("hi");

        var reply = await response.ReadJsonAsync();
        reply.GetProperty("result").GetString().ShouldBe("Sorry.");
        reply.GetProperty("tool_calls")[0].GetProperty("is_error").GetBoolean().ShouldBeTrue();
        ToolResultOf(_stage.Model.Requests[1].Body).ShouldContain(words);
        _stage.Mcp.Count("tools/call").ShouldBe(0);
    }

    [Fact]
    public async Task Turn_WhoseModelPassesNoArguments_CallsTheToolWithNone()
    {
        _stage.Model.Enqueue(new ModelReply().CallRaw("echo", ""), new ModelReply().Say("Done."));

        using var response = await _stage.AskAsync("hi");

        var call = (await response.ReadJsonAsync()).GetProperty("tool_calls")[0];
        call.GetProperty("is_error").GetBoolean().ShouldBeFalse();
        call.GetProperty("output").GetString().ShouldBe("echo: {}");
    }

    [Fact]
    public async Task Turn_WhoseServerListsAToolTwice_OffersItOnceAndSaysSo()
    {
        _stage.Mcp.Tools.Add(FakeMcpServer.Tool("echo"));
        await using var stage = await Stage.StartAsync(("McpServers:tools:Url", _stage.Mcp.Url.AbsoluteUri));
        stage.Model.Enqueue(new ModelReply().Say("Hello"));

        using var response = await stage.AskAsync("hi");

        (await response.ReadJsonAsync()).GetProperty("warnings")[0].GetProperty("message").GetString()!.ShouldContain("the server lists the name more than once");
        stage.Model.Requests[0].Body.GetProperty("toolConfig").GetProperty("tools").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task Turn_WhoseServerFailsWithABodyOfSecrets_LogsNoneOfThem()
    {
        _stage.Mcp.Mood = async (http, _) =>
        {
            http.Response.StatusCode = 500;
            await http.Response.WriteAsync("upstream-body-of-secrets");
            return true;
        };
        await using var stage = await Stage.StartAsync(("McpServers:tools:Url", _stage.Mcp.Url.AbsoluteUri));
        stage.Model.Enqueue(new ModelReply().Say("Hello"));

        using var response = await stage.AskAsync("hi");

        (await response.Content.ReadAsStringAsync(Cancellation)).ShouldNotContain("of-secrets");
        stage.Log.Lines.ShouldContain(line => line.Contains("HTTP 500", StringComparison.Ordinal));
        stage.Log.Lines.ShouldNotContain(line => line.Contains("of-secrets", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Turn_WhoseToolReportsAnError_TellsTheModelThatItIsOne()
    {
        _stage.Mcp.Call = (_, _) => FakeMcpServer.Text("No such thing.", isError: true);
        _stage.Model.Enqueue(new ModelReply().Call("echo", new { text = "a" }), new ModelReply().Say("It failed."));

        using var response = await _stage.AskAsync("hi");

        ToolResultOf(_stage.Model.Requests[1].Body).ShouldBe("Error: No such thing.");
        (await response.ReadJsonAsync()).GetProperty("tool_calls")[0].GetProperty("is_error").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Turn_WhoseToolHangs_TellsTheModelAtItsDeadlineAndTheNextPromptWorks()
    {
        _stage.Mcp.Mood = async (http, method) =>
        {
            if (method == "tools/call")
                await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);

            return method == "tools/call";
        };
        _stage.Model.Enqueue(
            new ModelReply().Call("echo", new { text = "a" }), new ModelReply().Say("It took too long."), new ModelReply().Say("Fine."));

        var asking = _stage.AskAsync("hi");
        await Eventually.TrueAsync(() => _stage.Mcp.Count("tools/call") == 1, "the call to arrive");
        _stage.Clock.Advance(TimeSpan.FromSeconds(61));

        (await (await asking).ReadJsonAsync()).GetProperty("result").GetString().ShouldBe("It took too long.");
        ToolResultOf(_stage.Model.Requests[1].Body).ShouldContain("No answer within 60 s");
        using var next = await _stage.AskAsync("and now?");
        (await next.ReadJsonAsync()).GetProperty("result").GetString().ShouldBe("Fine.");
    }

    [Fact]
    public async Task Turn_WhoseModelAsksForToolsWithoutEnd_AnswersWithoutThemAtTheLimit()
    {
        await using var stage = await Stage.StartAsync(("Turns:MaxRounds", "2"));
        stage.Model.Enqueue(
            new ModelReply().Call("echo", new { text = "1" }),
            new ModelReply().Call("echo", new { text = "2" }),
            new ModelReply().Say("That is all I have."));

        using var response = await stage.AskAsync("hi");

        var reply = await response.ReadJsonAsync();
        reply.GetProperty("result").GetString().ShouldBe("That is all I have.");
        reply.GetProperty("warnings")[0].GetProperty("message").GetString()!.ShouldContain("Turns:MaxRounds");
        stage.Model.Requests[2].Body.TryGetProperty("toolConfig", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Turn_ThatTakesTooLong_EndsWithAnErrorAndIsNotKept()
    {
        _stage.Model.Enqueue(new ModelReply().Hang(), new ModelReply().Say("Hello"));

        var asking = _stage.AskAsync("hi", "one");
        await Eventually.TrueAsync(() => _stage.Model.Requests.Count == 1, "the model to be asked");
        _stage.Clock.Advance(TimeSpan.FromMinutes(11));

        using var response = await asking;
        ((int)response.StatusCode).ShouldBe(500);
        (await response.ReadJsonAsync()).GetProperty("error_type").GetString().ShouldBe("turn_timeout");
        (await _stage.AskAsync("again", "one")).Dispose();
        _stage.Model.Requests[1].Body.GetProperty("messages").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Turn_ThrottledForGood_SaysSoWithTheRemedyAndTheNextPromptWorks()
    {
        _stage.Aws.Faults.Add(new Fault("ConverseStream", FaultKind.Throttle) { Count = 100 });

        using var response = await _stage.AskAsync("hi");

        ((int)response.StatusCode).ShouldBe(500);
        var reply = await response.ReadJsonAsync();
        reply.GetProperty("error_type").GetString().ShouldBe("model_throttled");
        reply.GetProperty("error").GetString()!.ShouldContain("quota");
        reply.GetProperty("request_id").GetString().ShouldNotBeNullOrWhiteSpace();

        _stage.Aws.Faults.Clear();
        _stage.Model.Enqueue(new ModelReply().Say("Hello"));
        using var next = await _stage.AskAsync("again");
        next.EnsureSuccessStatusCode();
    }

    [Theory]
    [InlineData(FaultKind.StreamError)]
    [InlineData(FaultKind.CutStream)]
    public async Task Turn_WhoseModelStreamBreaks_EndsWithAnErrorAndTheNextPromptWorks(FaultKind fault)
    {
        _stage.Aws.Faults.Add(new Fault("ConverseStream", fault));
        _stage.Model.Enqueue(new ModelReply().Say("one ", "two ", "three ", "four"), new ModelReply().Say("Hello"));

        using var response = await _stage.AskAsync("hi", isStream: true);
        var events = await response.ReadEventsAsync();
        events[^1].Type().ShouldBe("error");

        _stage.Aws.Faults.Clear();
        using var next = await _stage.AskAsync("again", isStream: true);
        (await next.ReadEventsAsync())[^1].Type().ShouldBe("done");
    }

    [Theory]
    [InlineData("AccessDeniedException", "model_access_denied", "bedrock:InvokeModelWithResponseStream")]
    [InlineData("ResourceNotFoundException", "model_not_found", "Model:Id")]
    [InlineData("ValidationException", "model_request_refused", "log")]
    public async Task Turn_RefusedByBedrock_SaysWhatToDoAndNotWhatBedrockSaid(string code, string errorType, string remedy)
    {
        _stage.Model.Enqueue(new ModelReply().Fail(code, "words of the service"));

        using var response = await _stage.AskAsync("hi");

        var reply = await response.ReadJsonAsync();
        reply.GetProperty("error_type").GetString().ShouldBe(errorType);
        reply.GetProperty("error").GetString()!.ShouldContain(remedy);
        reply.GetProperty("error").GetString()!.ShouldNotContain("words of the service");
    }

    [Fact]
    public async Task Turn_WithoutAnyServer_OffersNoToolsAndSaysWhy()
    {
        var address = _stage.Mcp.Url.AbsoluteUri;
        await _stage.Mcp.DisposeAsync();
        await using var stage = await Stage.StartAsync(("McpServers:tools:Url", address));
        stage.Model.Enqueue(new ModelReply().Say("Hello"));

        using var response = await stage.AskAsync("hi");

        var reply = await response.ReadJsonAsync();
        reply.GetProperty("result").GetString().ShouldBe("Hello");
        reply.GetProperty("warnings")[0].GetProperty("message").GetString()!.ShouldContain("MCP server 'tools': connecting");
        stage.Model.Requests[0].Body.TryGetProperty("toolConfig", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Turn_AfterItsServerHasGone_TellsTheHistoryWithoutToolBlocks()
    {
        await using var stage = await Stage.StartAsync(("Tools:RefreshAfter", "00:01:00"), ("Tools:Wait", "00:00:30"));
        stage.Model.Enqueue(
            new ModelReply().Call("echo", new { text = "a" }),
            new ModelReply().Say("It is a."),
            new ModelReply().Say("Hello."),
            new ModelReply().Say("It was a."));
        (await stage.AskAsync("first", "one")).EnsureSuccessStatusCode();

        stage.Mcp.Tools.Clear();
        stage.Clock.Advance(TimeSpan.FromMinutes(2));
        (await stage.AskAsync("in another session", "two")).Dispose();
        await Eventually.TrueAsync(() => stage.Mcp.Count("tools/list") == 2, "the tools to be listed again");
        await Eventually.TrueAsync(
            async () => (await stage.Http.GetStringAsync("/health/ready", Cancellation)).Contains("\"tools\":0", StringComparison.Ordinal),
            "that to end");
        using var response = await stage.AskAsync("what was it?", "one");

        (await response.ReadJsonAsync()).GetProperty("result").GetString().ShouldBe("It was a.");
        stage.Model.Requests[3].Body.GetRawText().ShouldNotContain("toolUse");
    }

    [Fact]
    public async Task Turns_OfOneSessionAtOnce_TakeTheirTurns()
    {
        var gate = new TaskCompletionSource();
        _stage.Model.Enqueue(new ModelReply().WaitFor(gate.Task).Say("first"), new ModelReply().Say("second"));

        var first = _stage.AskAsync("one", "same");
        await Eventually.TrueAsync(() => _stage.Model.Requests.Count == 1, "the first to begin");
        var second = _stage.AskAsync("two", "same");
        await Eventually.TrueAsync(
            () => _stage.App.Services.GetService(typeof(BusyGauge)) is BusyGauge { Running: 2 }, "the second to wait");
        gate.SetResult();

        (await first).Dispose();
        (await second).Dispose();
        _stage.Model.Requests[1].Body.GetProperty("messages").GetArrayLength().ShouldBe(3);
    }

    private static string ToolResultOf(JsonElement request) =>
        request.GetProperty("messages").EnumerateArray().Last().GetProperty("content")[0]
            .GetProperty("toolResult").GetProperty("content")[0].GetProperty("json").GetProperty("result").GetString()!;
}
