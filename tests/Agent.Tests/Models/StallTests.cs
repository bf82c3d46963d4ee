using AgentStack.LocalAws.Bedrock.Scripting;
using AgentStack.LocalAws.Faults;
using AgentStack.Tests.Shared;

namespace AgentStack.Agent.Tests.Models;

public sealed class StallTests
{
    private static readonly TimeSpan FirstTokenTimeout = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan StallTimeout = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Model_SilentInMidAnswer_IsGivenUpAndWhatItSaidIsKept()
    {
        await using var stage = await StartAsync(attempts: 4);
        var reply = new ModelReply().Say("Once ", "upon").Hang();
        stage.Model.Enqueue(reply);
        using var response = await stage.AskAsync("hi", isStream: true);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        while (!(await reader.ReadLineAsync(TestContext.Current.CancellationToken)).ShouldNotBeNull().Contains("upon", StringComparison.Ordinal))
            continue;

        await GiveUpAfterAsync(stage, StallTimeout);
        var rest = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);

        rest.ShouldContain("\"error_type\":\"model_stalled\"");
        rest.ShouldNotContain("\"retry\"");
        await reply.Abandoned.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Model_ThatNeverBegins_IsGivenUpAndAskedAgain()
    {
        await using var stage = await StartAsync(attempts: 2);
        var reply = new ModelReply().Hang();
        stage.Model.Enqueue(reply, new ModelReply().Say("Hello"));
        var asking = stage.AskAndWaitAsync("hi");
        await GiveUpAfterAsync(stage, FirstTokenTimeout);
        var events = await asking;

        events.Of("retry").Single().GetProperty("reason").GetString().ShouldBe("model_stalled");
        events.Said().ShouldBe("Hello");
        await reply.Abandoned.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Model_ThatOnlyOpensTheStream_HasNotBegun()
    {
        await using var stage = await StartAsync(attempts: 1);
        stage.Aws.Faults.Add(new Fault("ConverseStream", FaultKind.Stall) { After = 0 });
        var asking = stage.AskAndWaitAsync("hi");
        await GiveUpAfterAsync(stage, FirstTokenTimeout);
        var events = await asking;

        events[^1].GetProperty("error_type").GetString().ShouldBe("model_stalled");
    }

    [Fact]
    public async Task Model_SilentWithinAToolsArguments_IsAskedAgainSinceNothingWasSaid()
    {
        await using var stage = await StartAsync(attempts: 2);
        stage.Model.Enqueue(new ModelReply().BeginCall("echo").Input("""{"mess""").Hang(), new ModelReply().Say("Hello"));
        var asking = stage.AskAndWaitAsync("hi");
        await GiveUpAfterAsync(stage, StallTimeout);
        var events = await asking;

        events.Of("retry").Single().GetProperty("reason").GetString().ShouldBe("model_stalled");
        events.Said().ShouldBe("Hello");
    }

    // The model has its whole time, and not a moment more.
    private static async Task GiveUpAfterAsync(Stage stage, TimeSpan time)
    {
        await Eventually.TrueAsync(
            () => stage.Aws.Faults.Pending.Count == 0 && stage.Model.Pending <= 1 && stage.Clock.Timers.Contains(time),
            "the model to be waited for");
        stage.Clock.Advance(time - TimeSpan.FromTicks(1));
        stage.Clock.Timers.ShouldContain(TimeSpan.FromTicks(1));
        stage.Clock.Advance(TimeSpan.FromTicks(1));
    }

    private static Task<Stage> StartAsync(int attempts) => Stage.StartAsync(
        ("Model:MaxAttempts", $"{attempts}"),
        ("Model:FirstTokenTimeout", "00:02:00"),
        ("Model:StallTimeout", "00:01:00"),
        ("Turns:Timeout", "10:00:00"));
}
