using AgentStack.Agent.Doctor;
using AgentStack.Agent.Doctor.Reports;
using AgentStack.Tests.Shared;

namespace AgentStack.Agent.Tests.Doctor;

public sealed class DoctorRunTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public async Task Run_OfACheckThatHangs_EndsItAtItsLimitAndSkipsWhatFollows()
    {
        var hanging = new MadeCheck("hanging", _ => new TaskCompletionSource<Finding>().Task);
        var after = MadeCheck.Good("after");
        var plan = new DoctorPlan(MadeCheck.Good("settings"), Aws: null, [new CheckChain([hanging, after], false)]);
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var steps = new DoctorRun(_clock).RunAsync(plan, cancellationToken).GetAsyncEnumerator(cancellationToken);

        await steps.MoveNextAsync();
        steps.Current.Status.ShouldBe(StepStatus.Ok);
        await hanging.Begun;
        _clock.Advance(TimeSpan.FromSeconds(30));

        await steps.MoveNextAsync();
        steps.Current.Finding.Text.ShouldBe("No answer within 30 s");
        await steps.MoveNextAsync();
        steps.Current.Status.ShouldBe(StepStatus.Skipped);
        steps.Current.Finding.Text.ShouldBe("because hanging failed");
        after.Begun.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Run_OfACheckThatThrows_GoesOn()
    {
        var throwing = new MadeCheck("throwing", _ => throw new InvalidTimeZoneException("private words"));

        var steps = await RunAsync([new CheckChain([throwing], false), new CheckChain([MadeCheck.Good("other")], false)]);

        steps[1].Finding.Text.ShouldBe("The check itself failed (InvalidTimeZoneException)");
        steps[2].Status.ShouldBe(StepStatus.Ok);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 15)]
    public async Task Session_WithAFailureThatIsHarmless_EndsByWhatElseFailed(bool isElseWell, int exitCode)
    {
        var harmless = new MadeCheck("aws", _ => Task.FromResult(Finding.Bad("unreachable", null, null) with { IsHarmless = true }));
        var other = isElseWell ? MadeCheck.Good("other") : new MadeCheck("other", _ => Task.FromResult(Finding.Bad("broken", null, null)));
        var plan = new DoctorPlan(MadeCheck.Good("settings"), harmless, [new CheckChain([other], NeedsAws: true)]);
        await using var output = new StringWriter();

        var session = new DoctorSession(new TextReport(output, isColoured: false, showsFixes: false));
        (await session.RunAsync(new DoctorRun(_clock).RunAsync(plan, TestContext.Current.CancellationToken))).ShouldBe(exitCode);

        output.ToString().ShouldContain("FAIL aws");
    }

    [Fact]
    public async Task Run_OfChains_TakesThemSideBySideAndTellsThemInOrder()
    {
        var second = MadeCheck.Good("second");
        var first = new MadeCheck("first", async token =>
        {
            await second.Begun.WaitAsync(token);
            return Finding.Good("waited for the second");
        });

        var steps = await RunAsync([new CheckChain([first], false), new CheckChain([second], false)]);

        steps.Select(step => step.Name).ShouldBe(["settings", "first", "second"]);
    }

    [Fact]
    public async Task Run_ThatIsCancelled_Ends()
    {
        using var cancellation = new CancellationTokenSource();
        var hanging = new MadeCheck("hanging", _ => new TaskCompletionSource<Finding>().Task);

        var running = RunAsync([new CheckChain([hanging], false)], cancellation.Token);
        await hanging.Begun;
        await cancellation.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(running);
    }

    private async Task<List<DoctorStep>> RunAsync(IReadOnlyList<CheckChain> chains, CancellationToken? cancellationToken = null)
    {
        var steps = new List<DoctorStep>();
        var plan = new DoctorPlan(MadeCheck.Good("settings"), Aws: null, chains);
        await foreach (var step in new DoctorRun(_clock).RunAsync(plan, cancellationToken ?? TestContext.Current.CancellationToken))
            steps.Add(step);

        return steps;
    }
}
