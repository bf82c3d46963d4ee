using AgentStack.LocalAws.Bedrock.Scripting;
using AgentStack.LocalAws.Faults;
using AgentStack.Tests.Shared;

namespace AgentStack.Agent.Tests.Models;

public sealed class RetryTests
{
    private const string Operation = "ConverseStream";

    [Fact]
    public async Task Call_ThrottledTwice_IsRepeatedAndSaysSo()
    {
        await using var stage = await Stage.StartAsync(ModelStage.Patient);
        stage.Aws.Faults.Add(new Fault(Operation, FaultKind.Throttle) { Count = 2 });
        stage.Model.Enqueue(new ModelReply().Say("Hello"));
        var events = await stage.AskAndWaitAsync("hi");

        events.Select(turnEvent => turnEvent.Type()).ShouldBe(["retry", "retry", "text", "usage", "done"]);
        events.Of("retry").Select(retry => retry.GetProperty("attempt").GetInt32()).ShouldBe([2, 3]);
        events.Of("retry").ShouldAllBe(retry =>
            retry.GetProperty("reason").GetString() == "model_throttled" && retry.GetProperty("delay_ms").GetInt64() > 0);
        events.Of("usage")[0].GetProperty("usage").GetProperty("model_calls").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Call_ThrottledForGood_IsMadeFourTimesInAllAndNotOnceMoreBySdk()
    {
        await using var stage = await Stage.StartAsync(ModelStage.Patient);
        stage.Aws.Faults.Add(new Fault(Operation, FaultKind.Throttle) { Count = 100 });
        var events = await stage.AskAndWaitAsync("hi");

        events.Of("retry").Count.ShouldBe(3);
        events[^1].GetProperty("error_type").GetString().ShouldBe("model_throttled");
        stage.Aws.Faults.Pending.Single().Count.ShouldBe(96);
    }

    [Fact]
    public async Task Call_ThatIsCutForGood_IsMadeFourTimesInAll()
    {
        await using var stage = await Stage.StartAsync(ModelStage.Patient);
        stage.Aws.Faults.Add(new Fault(Operation, FaultKind.Cut) { Count = 100 });
        var events = await stage.AskAndWaitAsync("hi");

        events[^1].GetProperty("error_type").GetString().ShouldBe("model_unreachable");
        stage.Aws.Faults.Pending.Single().Count.ShouldBe(96);
    }

    [Fact]
    public async Task Pauses_OfTwoTurns_AreNotTheSame()
    {
        await using var stage = await Stage.StartAsync(ModelStage.Patient);
        stage.Aws.Faults.Add(new Fault(Operation, FaultKind.Throttle) { Count = 100 });
        var first = await stage.AskAndWaitAsync("hi");
        var second = await stage.AskAndWaitAsync("hi");

        first.Of("retry").Concat(second.Of("retry")).Select(retry => retry.GetProperty("delay_ms").GetInt64())
            .ShouldSatisfyAllConditions(
                delays => delays.Distinct().Count().ShouldBe(6, "jitter"),
                delays => delays.ShouldAllBe(delay => delay <= 20_000));
    }

    [Theory]
    [InlineData(FaultKind.Error, 1, null, "model_failed")]
    [InlineData(FaultKind.Cut, 1, null, "model_unreachable")]
    [InlineData(FaultKind.CutStream, 0, null, "model_unreachable", "model_failed")]
    [InlineData(FaultKind.StreamError, 0, "ThrottlingException", "model_throttled")]
    [InlineData(FaultKind.StreamError, 0, "InternalServerException", "model_failed")]
    [InlineData(FaultKind.StreamError, 0, "ModelStreamErrorException", "model_failed")]
    public async Task Call_ThatFailsBeforeTheFirstToken_IsRepeated(FaultKind kind, int after, string? code, params string[] reasons)
    {
        await using var stage = await Stage.StartAsync(ModelStage.Patient);
        stage.Aws.Faults.Add(new Fault(Operation, kind) { After = after, Code = code });
        stage.Model.Enqueue(new ModelReply().Say("Hello"), new ModelReply().Say("Hello"));
        var events = await stage.AskAndWaitAsync("hi");

        events.Of("retry").Count.ShouldBe(1, string.Join("\n", events));
        reasons.ShouldContain(events.Of("retry").Single().GetProperty("reason").GetString());
        events.Said().ShouldBe("Hello");
        events[^1].Type().ShouldBe("done");
    }

    [Fact]
    public async Task Call_OfAModelThatIsNotReady_IsRepeated()
    {
        await using var stage = await Stage.StartAsync(ModelStage.Patient);
        stage.Model.Enqueue(new ModelReply().Fail("ModelNotReadyException", "Not yet."), new ModelReply().Say("Hello"));

        (await stage.AskAndWaitAsync("hi")).Said().ShouldBe("Hello");
    }

    [Fact]
    public async Task Call_ThatNobodyTakes_IsRepeatedAndThenUnreachable()
    {
        await using var stage = await Stage.StartAsync(
            [.. ModelStage.Patient, ("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", "http://127.0.0.1:1")]);
        var events = await stage.AskAndWaitAsync("hi");

        events.Of("retry").Count.ShouldBe(3);
        events[^1].GetProperty("error_type").GetString().ShouldBe("model_unreachable");
    }

    [Theory]
    [InlineData(FaultKind.StreamError)]
    [InlineData(FaultKind.CutStream)]
    public async Task Call_ThatFailsAfterTheFirstToken_IsNotRepeatedAndWhatWasSaidIsKept(FaultKind kind)
    {
        await using var stage = await Stage.StartAsync(ModelStage.Patient);
        var hasBegun = new TaskCompletionSource();
        stage.Aws.Faults.Add(new Fault(Operation, kind) { After = 2 });
        stage.Model.Enqueue(
            new ModelReply().Say("one ").WaitFor(hasBegun.Task).Say("two ", "three"), new ModelReply().Say("again"));
        using var response = await stage.AskAsync("hi", isStream: true);
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        using var reader = new StreamReader(body);
        (await reader.ReadLineAsync(TestContext.Current.CancellationToken)).ShouldNotBeNull().ShouldContain("one ");
        hasBegun.SetResult();
        var rest = await stage.Clock.PassPausesAsync(reader.ReadToEndAsync(TestContext.Current.CancellationToken));

        rest.ShouldNotContain("\"retry\"");
        rest.ShouldContain("\"error\"");
        stage.Model.Pending.ShouldBe(1);
    }

    [Fact]
    public async Task Call_ThatFailsWithinTheArgumentsOfATool_IsRepeatedSinceNothingWasSaid()
    {
        await using var stage = await Stage.StartAsync(ModelStage.Patient);
        stage.Model.Enqueue(
            new ModelReply().BeginCall("echo").Input("""{"mess""").Fail("ThrottlingException", "Slow down."),
            new ModelReply().Say("again"));
        var events = await stage.AskAndWaitAsync("hi");

        events.Of("retry").Single().GetProperty("reason").GetString().ShouldBe("model_throttled");
        events.Said().ShouldBe("again");
    }

    [Theory]
    [InlineData("ValidationException")]
    [InlineData("AccessDeniedException")]
    [InlineData("ResourceNotFoundException")]
    public async Task Call_ThatWillNeverDo_IsNotRepeated(string code)
    {
        await using var stage = await Stage.StartAsync(ModelStage.Patient);
        stage.Model.Enqueue(new ModelReply().Fail(code, "No."), new ModelReply().Say("again"));
        var events = await stage.AskAndWaitAsync("hi");

        events.Select(turnEvent => turnEvent.Type()).ShouldNotContain("retry");
        events[^1].Type().ShouldBe("error");
    }

    [Theory]
    [InlineData(17, 17_000, 21_250)]
    [InlineData(0, 1_000, 1_250)]
    public async Task Pause_ThatTheServiceAsksFor_IsHeededAndNeverQuiteTheSame(int seconds, int shortest, int longest)
    {
        await using var stage = await Stage.StartAsync(ModelStage.Patient);
        stage.Aws.Faults.Add(new Fault(Operation, FaultKind.Throttle) { RetryAfter = TimeSpan.FromSeconds(seconds), Count = 3 });
        stage.Model.Enqueue(new ModelReply().Say("Hello"));
        var events = await stage.AskAndWaitAsync("hi");

        events.Said().ShouldBe("Hello");
        var delays = events.Of("retry").ConvertAll(retry => retry.GetProperty("delay_ms").GetInt32());
        delays.Count.ShouldBe(3);
        delays.ShouldAllBe(delay => delay >= shortest && delay <= longest);
        delays.Distinct().Count().ShouldBeGreaterThan(1, "jitter");
    }

    [Fact]
    public async Task Pause_ThatIsTooLongToWaitFor_EndsTheTurnAtOnce()
    {
        await using var stage = await Stage.StartAsync(ModelStage.Patient);
        stage.Aws.Faults.Add(new Fault(Operation, FaultKind.Throttle) { RetryAfter = TimeSpan.FromMinutes(5), Count = 9 });
        var events = await stage.AskAndWaitAsync("hi");

        events.Of("retry").ShouldBeEmpty();
        events[^1].GetProperty("error_type").GetString().ShouldBe("model_throttled");
    }

    [Fact]
    public async Task Pause_ThatTheTurnHasNoTimeFor_EndsWithTheTurn()
    {
        await using var stage = await Stage.StartAsync(
            ("Model:MaxAttempts", "4"), ("Turns:Timeout", "00:00:10"), ("Turns:AnswerTime", "00:00:05"));
        stage.Aws.Faults.Add(new Fault(Operation, FaultKind.Throttle) { RetryAfter = TimeSpan.FromSeconds(19), Count = 9 });
        var events = await stage.AskAndWaitAsync("hi");

        events[^1].GetProperty("error_type").GetString().ShouldBe("turn_timeout");
    }
}
