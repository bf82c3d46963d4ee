using AgentStack.LocalAws.Bedrock.Scripting;
using AgentStack.Tests.Shared;

namespace AgentStack.Agent.Tests.Turns;

public sealed class ApprovalTests : IAsyncLifetime
{
    private const string Session = "one-session";

    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync(("Policy:Ask", "ech*"));

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Call_ThatIsAskedFor_EndsTheStreamWithAnApprovalAndRunsNothing()
    {
        _stage.Model.Enqueue(new ModelReply().Say("May I?").Call("echo", new { text = "a" }, "call-a"));

        using var response = await _stage.AskAsync("hi", Session, isStream: true);

        var last = (await response.ReadEventsAsync())[^1];
        last.Type().ShouldBe("approval");
        last.GetProperty("calls")[0].GetProperty("id").GetString().ShouldBe("call-a");
        last.GetProperty("calls")[0].GetProperty("tool").GetString().ShouldBe("echo");
        last.GetProperty("calls")[0].GetProperty("arguments").GetProperty("text").GetString().ShouldBe("a");
        last.GetProperty("calls")[0].GetProperty("reason").GetString()!.ShouldContain("ech*");
        _stage.Mcp.Count("tools/call").ShouldBe(0);
    }

    [Fact]
    public async Task Approve_OfOneAndDenyOfTheOther_RunsTheOneAndGoesOn()
    {
        _stage.Model.Enqueue(
            new ModelReply().Call("echo", new { text = "a" }, "call-a").Call("look", new { text = "b" }, "call-b").Call("echo", new { text = "c" }, "call-c"),
            new ModelReply().Say("A is done, c is not."));

        using var asked = await _stage.AskAsync("hi", Session);
        var waiting = await asked.ReadJsonAsync();
        waiting.GetProperty("stop_reason").GetString().ShouldBe("approval");
        waiting.GetProperty("approvals").GetArrayLength().ShouldBe(2);
        _stage.Mcp.Count("tools/call").ShouldBe(1);

        using var decided = await _stage.DecideAsync(Session, approve: ["call-a"], deny: ["call-c"]);

        (await decided.ReadJsonAsync()).GetProperty("result").GetString().ShouldBe("A is done, c is not.");
        _stage.Mcp.Count("tools/call").ShouldBe(2);
        Results(1).ShouldBe([
            ("call-a", "echo: {\"text\":\"a\"}"), ("call-b", "look: {\"text\":\"b\"}"), ("call-c", "Error: 'echo' was not run: a person denied it."),
        ]);
    }

    [Fact]
    public async Task Decision_OfOnlyOneOfTwo_LeavesTheOtherWaiting()
    {
        _stage.Model.Enqueue(
            new ModelReply().Call("echo", new { text = "a" }, "call-a").Call("echo", new { text = "b" }, "call-b"),
            new ModelReply().Say("Both."));
        (await _stage.AskAsync("hi", Session)).Dispose();

        using var first = await _stage.DecideAsync(Session, approve: ["call-a"]);
        (await first.ReadJsonAsync()).GetProperty("approvals")[0].GetProperty("id").GetString().ShouldBe("call-b");
        using var second = await _stage.DecideAsync(Session, approve: ["call-b"]);

        (await second.ReadJsonAsync()).GetProperty("result").GetString().ShouldBe("Both.");
        Results(1).Select(result => result.Id).ShouldBe(["call-a", "call-b"]);
        _stage.Mcp.Count("tools/call").ShouldBe(2);
    }

    [Fact]
    public async Task Approve_ASecondTime_RunsNothingAgain()
    {
        _stage.Model.Enqueue(new ModelReply().Call("echo", new { text = "a" }, "call-a"), new ModelReply().Say("Done."));
        (await _stage.AskAsync("hi", Session)).Dispose();
        (await _stage.DecideAsync(Session, approve: ["call-a"])).Dispose();

        using var again = await _stage.DecideAsync(Session, approve: ["call-a"]);

        (await again.ReadJsonAsync()).GetProperty("error_type").GetString().ShouldBe("nothing_to_approve");
        _stage.Mcp.Count("tools/call").ShouldBe(1);
    }

    [Fact]
    public async Task Approve_OfACallThatDoesNotWait_NamesThoseThatDo()
    {
        _stage.Model.Enqueue(new ModelReply().Call("echo", new { text = "a" }, "call-a"));
        (await _stage.AskAsync("hi", Session)).Dispose();

        using var response = await _stage.DecideAsync(Session, approve: ["call-x"]);

        var reply = await response.ReadJsonAsync();
        reply.GetProperty("error_type").GetString().ShouldBe("unknown_approval");
        reply.GetProperty("error").GetString()!.ShouldContain("call-a");
    }

    [Fact]
    public async Task Prompt_InsteadOfADecision_GoesOnWithoutTheCall()
    {
        _stage.Model.Enqueue(new ModelReply().Call("echo", new { text = "a" }, "call-a"), new ModelReply().Say("As you like."));
        (await _stage.AskAsync("hi", Session)).Dispose();

        using var response = await _stage.AskAsync("forget it", Session);

        (await response.ReadJsonAsync()).GetProperty("result").GetString().ShouldBe("As you like.");
        _stage.Model.Requests[1].Body.GetRawText().ShouldContain("nobody allowed it");
        _stage.Mcp.Count("tools/call").ShouldBe(0);
    }

    [Fact]
    public async Task Crash_WhileAnApprovedCallRuns_LeavesItMarkedAsUnknown()
    {
        _stage.Mcp.Hang = _ => true;
        _stage.Model.Enqueue(new ModelReply().Call("echo", new { text = "a" }, "call-a"), new ModelReply().Say("I do not know."));
        (await _stage.AskAsync("hi", Session)).Dispose();

        using var gone = new CancellationTokenSource();
        var deciding = _stage.DecideAsync(Session, approve: ["call-a"], cancellationToken: gone.Token);
        await Eventually.TrueAsync(() => _stage.Mcp.Count("tools/call") == 1, "the call to arrive");
        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(deciding);

        using var next = await _stage.AskAsync("did it run?", Session);
        (await next.ReadJsonAsync()).GetProperty("result").GetString().ShouldBe("I do not know.");
        _stage.Model.Requests[1].Body.GetRawText().ShouldContain("may have run or not");
    }

    [Theory]
    [InlineData("xyz")]
    [InlineData("{\"text\": \"only this")]
    [InlineData("{\"text\": 5}")]
    public async Task Call_WithArgumentsThatMakeNoSense_IsNotAskedForAndNeverRuns(string arguments)
    {
        _stage.Model.Enqueue(new ModelReply().CallRaw("echo", arguments), new ModelReply().Say("Sorry."));

        using var response = await _stage.AskAsync("hi", Session);

        var reply = await response.ReadJsonAsync();
        reply.GetProperty("result").GetString().ShouldBe("Sorry.");
        reply.GetProperty("tool_calls")[0].GetProperty("is_error").GetBoolean().ShouldBeTrue();
        _stage.Mcp.Count("tools/call").ShouldBe(0);
    }

    [Fact]
    public async Task Rounds_BeforeAnApproval_CountAfterIt()
    {
        await using var stage = await Stage.StartAsync(("Policy:Ask", "echo"), ("Turns:MaxRounds", "2"));
        stage.Model.Enqueue(
            new ModelReply().Call("echo", new { text = "1" }, "call-1"),
            new ModelReply().Call("echo", new { text = "2" }, "call-2"),
            new ModelReply().Say("That is it."));
        (await stage.AskAsync("hi", Session)).Dispose();
        (await stage.DecideAsync(Session, approve: ["call-1"])).Dispose();

        using var last = await stage.DecideAsync(Session, approve: ["call-2"]);

        var reply = await last.ReadJsonAsync();
        reply.GetProperty("result").GetString().ShouldBe("That is it.");
        reply.GetProperty("warnings")[0].GetProperty("code").GetString().ShouldBe("turn_limit");
    }

    [Fact]
    public async Task Approve_SentAgain_NeverMeansALaterCallOfTheSameId()
    {
        _stage.Model.Enqueue(
            new ModelReply().Call("echo", new { text = "harmless" }, "call_0"),
            new ModelReply().Call("echo", new { text = "harmful" }, "call_0"));
        (await _stage.AskAsync("hi", Session)).Dispose();
        (await _stage.DecideAsync(Session, approve: ["call_0"])).Dispose();

        using var again = await _stage.DecideAsync(Session, approve: ["call_0"]);

        (await again.ReadJsonAsync()).GetProperty("error_type").GetString().ShouldBe("unknown_approval");
        _stage.Mcp.Count("tools/call").ShouldBe(1);
    }

    [Fact]
    public async Task Decision_OfOneThatBreaksOff_LeavesTheOtherWaiting()
    {
        _stage.Mcp.Hang = _ => true;
        _stage.Model.Enqueue(new ModelReply().Call("echo", new { text = "a" }, "call-a").Call("echo", new { text = "b" }, "call-b"));
        (await _stage.AskAsync("hi", Session)).Dispose();
        using var gone = new CancellationTokenSource();
        var deciding = _stage.DecideAsync(Session, approve: ["call-a"], cancellationToken: gone.Token);
        await Eventually.TrueAsync(() => _stage.Mcp.Count("tools/call") == 1, "the call to arrive");
        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(deciding);
        _stage.Mcp.Hang = _ => false;
        _stage.Model.Enqueue(new ModelReply().Say("One of two."));

        using var second = await _stage.DecideAsync(Session, approve: ["call-b"]);

        (await second.ReadJsonAsync()).GetProperty("result").GetString().ShouldBe("One of two.");
        var results = Results(1);
        results[0].Output.ShouldContain("may have run or not");
        results[1].Output.ShouldBe("echo: {\"text\":\"b\"}");
    }

    [Fact]
    public async Task Prompt_BesideDecisions_IsRefused()
    {
        using var body = new StringContent("""{"approve":["call-a"],"prompt":"and then"}""");

        using var response = await _stage.Http.PostAsync("/invocations", body, TestContext.Current.CancellationToken);

        ((int)response.StatusCode).ShouldBe(400);
        (await response.ReadJsonAsync()).GetProperty("error").GetString().ShouldBe("Invalid decisions");
    }

    private List<(string Id, string Output)> Results(int request) =>
    [
        .. _stage.Model.Requests[request].Body.GetProperty("messages").EnumerateArray().Last().GetProperty("content").EnumerateArray()
            .Select(block => block.GetProperty("toolResult"))
            .Select(result => (
                result.GetProperty("toolUseId").GetString()!,
                result.GetProperty("content")[0].GetProperty("json").GetProperty("result").GetString()!)),
    ];
}
