using AgentStack.LocalAws.Bedrock.Scripting;
using AgentStack.LocalAws.Faults;

namespace AgentStack.Agent.Tests.Models;

public sealed class StallTests
{
    [Fact]
    public async Task Model_SilentInMidAnswer_IsGivenUpAndWhatItSaidIsKept()
    {
        await using var stage = await StartAsync(attempts: 4);
        var reply = new ModelReply().Say("Once ", "upon").Hang();
        stage.Model.Enqueue(reply);
        var begun = stage.Clock.GetUtcNow();
        var events = await stage.AskAndWaitAsync("hi");

        (stage.Clock.GetUtcNow() - begun).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(60));
        events.Said().ShouldBe("Once upon");
        events.Of("retry").ShouldBeEmpty();
        events[^1].GetProperty("error_type").GetString().ShouldBe("model_stalled");
        await reply.Abandoned.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Model_ThatNeverBegins_IsGivenUpAndAskedAgain()
    {
        await using var stage = await StartAsync(attempts: 2);
        var reply = new ModelReply().Hang();
        stage.Model.Enqueue(reply, new ModelReply().Say("Hello"));
        var begun = stage.Clock.GetUtcNow();
        var events = await stage.AskAndWaitAsync("hi");

        (stage.Clock.GetUtcNow() - begun).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMinutes(2));
        events.Of("retry").Single().GetProperty("reason").GetString().ShouldBe("model_stalled");
        events.Said().ShouldBe("Hello");
        await reply.Abandoned.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Model_ThatOnlyOpensTheStream_HasNotBegun()
    {
        await using var stage = await StartAsync(attempts: 1);
        stage.Aws.Faults.Add(new Fault("ConverseStream", FaultKind.Stall) { After = 0 });
        var begun = stage.Clock.GetUtcNow();
        var events = await stage.AskAndWaitAsync("hi");

        (stage.Clock.GetUtcNow() - begun).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMinutes(2));
        events[^1].GetProperty("error_type").GetString().ShouldBe("model_stalled");
    }

    [Fact]
    public async Task Model_SilentWithinAToolsArguments_IsAskedAgainSinceNothingWasSaid()
    {
        await using var stage = await StartAsync(attempts: 2);
        stage.Model.Enqueue(new ModelReply().BeginCall("echo").Input("""{"mess""").Hang(), new ModelReply().Say("Hello"));
        var begun = stage.Clock.GetUtcNow();
        var events = await stage.AskAndWaitAsync("hi");

        (stage.Clock.GetUtcNow() - begun).ShouldBeInRange(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(119));
        events.Of("retry").Single().GetProperty("reason").GetString().ShouldBe("model_stalled");
        events.Said().ShouldBe("Hello");
    }

    private static Task<Stage> StartAsync(int attempts) => Stage.StartAsync(
        ("Model:MaxAttempts", $"{attempts}"),
        ("Model:FirstTokenTimeout", "00:02:00"),
        ("Model:StallTimeout", "00:01:00"),
        ("Turns:Timeout", "10:00:00"));
}
