using AgentStack.Agent.Conversations;
using AgentStack.LocalAws.Bedrock.Scripting;
using AgentStack.LocalAws.Faults;
using AgentStack.Tests.Shared;

namespace AgentStack.Agent.Tests.Turns;

public sealed class BrokenTurnTests
{
    private const string Session = "one-session";

    [Fact]
    public async Task ModelStream_ThatBreaksAfterSomeWords_IsKeptWithThemAndTheErrorIsTheLastEvent()
    {
        await using var stage = await Stage.StartAsync();
        var gate = new TaskCompletionSource();
        stage.Model.Enqueue(
            new ModelReply().Say("half an ").WaitFor(gate.Task).Fail("ModelStreamErrorException", "words of the service"),
            new ModelReply().Say("Hello"));

        using var broken = await stage.AskAsync("hi", Session, isStream: true);
        using var reader = new StreamReader(await broken.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        (await reader.ReadLineAsync(TestContext.Current.CancellationToken))!.ShouldContain("half an");
        gate.SetResult();
        (await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldContain("\"type\":\"error\"");
        using var next = await stage.AskAsync("go on", Session);

        next.EnsureSuccessStatusCode();
        var messages = stage.Model.Requests[^1].Body.GetProperty("messages");
        messages.GetArrayLength().ShouldBe(3);
        messages[1].GetProperty("content")[0].GetProperty("text").GetString()!.ShouldStartWith("half an\n\n[The answer broke off: ");
    }

    [Fact]
    public async Task ModelStream_ThatBreaksAfterSomeWords_CountsAsACallWithGuessedTokens()
    {
        await using var stage = await Stage.StartAsync();
        var gate = new TaskCompletionSource();
        stage.Model.Enqueue(new ModelReply().Say("half an ").WaitFor(gate.Task).Fail("ModelStreamErrorException", "no"));

        using var broken = await stage.AskAsync("hi", Session, isStream: true);
        using var reader = new StreamReader(await broken.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        await reader.ReadLineAsync(TestContext.Current.CancellationToken);
        gate.SetResult();
        var rest = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);

        rest.ShouldContain("\"model_calls\":1");
        rest.ShouldNotContain("cost_usd");
    }

    [Fact]
    public async Task Store_ThatIsSlowAcrossTheEndOfTheTime_DoesNotMakeAFailureOfAKeptTurn()
    {
        var store = new SlowStore();
        await using var stage = await Stage.StartAsync(store, ("Turns:Timeout", "00:00:02"), ("Turns:AnswerTime", "00:00:01"));
        stage.Model.Enqueue(new ModelReply().Say("Hello"));

        var asking = stage.AskAsync("hi", Session, isStream: true);
        await store.Saving.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        stage.Clock.Advance(TimeSpan.FromSeconds(4));
        stage.Clock.Advance(TimeSpan.FromSeconds(0.5));
        store.Finish();

        using var response = await asking;
        (await response.ReadEventsAsync())[^1].Type().ShouldBe("done");
    }

    [Fact]
    public async Task Turn_ThatBreaksBetweenTwoTools_KeepsWhatOneGaveAndMarksTheOther()
    {
        await using var stage = await Stage.StartAsync(("Turns:Timeout", "00:00:30"), ("Turns:ToolTimeout", "00:01:00"));
        stage.Mcp.Hang = arguments => arguments["text"]?.ToString() == "slow";
        stage.Model.Enqueue(
            new ModelReply().Call("echo", new { text = "quick" }, "call-quick").Call("echo", new { text = "slow" }, "call-slow"),
            new ModelReply().Say("I see."));

        using var gone = new CancellationTokenSource();
        var asking = stage.AskAsync("hi", Session, cancellationToken: gone.Token);
        await Eventually.TrueAsync(() => stage.Mcp.Count("tools/call") == 2, "both calls to arrive");
        await Eventually.TrueAsync(
            () => stage.Log.Lines.Any(line => line.Contains("Tool echo: ok", StringComparison.Ordinal)), "the quick one to end");
        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(asking);
        using var next = await stage.AskAsync("what happened?", Session);

        next.EnsureSuccessStatusCode();
        var results = stage.Model.Requests[^1].Body.GetProperty("messages")[2].GetProperty("content");
        results[0].GetRawText().ShouldContain("quick");
        results[1].GetRawText().ShouldContain("may have run or not");
    }

    [Fact]
    public async Task Store_ThatFailsToKeepATurn_IsToldBesideTheAnswer()
    {
        var store = new FailingStore(new ConversationStoreException("The store at x is full. Make room."));
        await using var stage = await Stage.StartAsync(store);
        stage.Model.Enqueue(new ModelReply().Say("Hello"));

        using var response = await stage.AskAsync("hi", Session, isStream: true);

        var events = await response.ReadEventsAsync();
        events.Select(ServerSentEvents.Type).ShouldBe(["text", "warning", "usage", "done"]);
        events[1].GetProperty("code").GetString().ShouldBe("not_kept");
        events[1].GetProperty("message").GetString()!.ShouldContain("Make room.");
    }

    [Fact]
    public async Task Store_WrittenByAnotherProcessMeanwhile_IsToldBesideTheAnswer()
    {
        await using var stage = await Stage.StartAsync(new FailingStore(new ConversationConflictException(new SessionId(Session))));
        stage.Model.Enqueue(new ModelReply().Say("Hello"));

        using var response = await stage.AskAsync("hi", Session, isStream: true);

        (await response.ReadEventsAsync())[1].GetProperty("code").GetString().ShouldBe("conversation_conflict");
    }

    [Fact]
    public async Task Store_ThatNeverAnswers_HoldsUpTheEndForItsTimeOnly()
    {
        var store = new FailingStore(failure: null);
        await using var stage = await Stage.StartAsync(store);
        stage.Model.Enqueue(new ModelReply().Say("Hello"));

        var asking = stage.AskAsync("hi", Session);
        await store.Saving.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        stage.Clock.Advance(TimeSpan.FromSeconds(6));

        using var response = await asking;
        (await response.ReadJsonAsync()).GetProperty("warnings")[0].GetProperty("message").GetString()!.ShouldContain("did not answer within 5 s");
    }

    [Fact]
    public async Task Faults_OfTheModel_BeforeAnyWord_KeepNothing()
    {
        await using var stage = await Stage.StartAsync();
        stage.Aws.Faults.Add(new Fault("ConverseStream", FaultKind.Throttle) { Count = 100 });
        (await stage.AskAsync("hi", Session)).Dispose();
        stage.Aws.Faults.Clear();
        stage.Model.Enqueue(new ModelReply().Say("Hello"));

        (await stage.AskAsync("again", Session)).Dispose();

        stage.Model.Requests[^1].Body.GetProperty("messages").GetArrayLength().ShouldBe(1);
    }
}
