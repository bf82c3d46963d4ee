using AgentStack.Tests.Shared;

namespace AgentStack.McpServer.Tests.Gateway.Limits;

public sealed class UpstreamLimitTests
{
    private static readonly (string Key, string Value)[] OneAtATime =
        [("Upstreams:slow:MaxConcurrentCalls", "1"), ("Upstreams:slow:MaxQueuedCalls", "1"), ("Upstreams:slow:CallTimeout", "00:10:00")];

    [Fact]
    public async Task Call_UpstreamHangsWithItsQueueFull_IsRefusedAtOnceAndOthersAreNot()
    {
        var (slow, quick) = (new GatedTools(), new GatedTools());
        await using var first = await OperatedGateway.StartUpstreamAsync(slow);
        await using var second = await OperatedGateway.StartUpstreamAsync(quick);
        await using var gateway = await OperatedGateway.StartAsync([("slow", first), ("quick", second)], OneAtATime);
        var running = gateway.WaitAsync("slow", "a");
        await Eventually.TrueAsync(() => slow.Running == 1, "the running call");
        var queued = gateway.WaitAsync("slow", "b");
        await gateway.HasCallsAsync("slow", "queued", 1);

        var refused = await gateway.WaitAsync("slow", "c");
        for (var i = 0; i < 20; i++)
            (await gateway.PassAsync("quick")).ToolText.ShouldBe("1");

        refused.IsToolError.ShouldBeTrue();
        refused.ToolText.ShouldContain("the upstream 'slow' is busy");
        refused.ToolText.ShouldContain("was not sent");
        slow.Open("a");
        slow.Open("b");
        (await running).ToolText.ShouldBe("a");
        (await queued).ToolText.ShouldBe("b");
        slow.Arrived.ShouldBe(["a", "b"]);
        var calls = (await gateway.StatusAsync("slow"))!["calls"]!;
        ((int)calls["not_sent"]!, (int)calls["answered"]!).ShouldBe((1, 2));
    }

    [Fact]
    public async Task Call_CallerInTheQueueLeaves_IsNeverSentAndItsPlaceIsFree()
    {
        var slow = new GatedTools();
        await using var upstream = await OperatedGateway.StartUpstreamAsync(slow);
        await using var gateway = await OperatedGateway.StartAsync([("slow", upstream)], OneAtATime);
        var running = gateway.WaitAsync("slow", "a");
        await Eventually.TrueAsync(() => slow.Running == 1, "the running call");
        using var leaving = new CancellationTokenSource();
        var left = gateway.LeaveAsync("slow", "left", leaving.Token);
        await gateway.HasCallsAsync("slow", "queued", 1);

        await leaving.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(left);
        await gateway.HasCallsAsync("slow", "queued", 0);
        var next = gateway.WaitAsync("slow", "b");
        await gateway.HasCallsAsync("slow", "queued", 1);
        slow.Open("a");
        slow.Open("b");
        (await Task.WhenAll(running, next)).Select(answer => answer.ToolText).ShouldBe(["a", "b"]);
        slow.Arrived.ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task Call_TurnDoesNotComeInTime_SaysThatItWasNotSent()
    {
        var slow = new GatedTools();
        await using var upstream = await OperatedGateway.StartUpstreamAsync(slow);
        await using var gateway = await OperatedGateway.StartAsync([("slow", upstream)], [.. OneAtATime, ("Upstreams:slow:QueueTimeout", "00:00:05")]);
        var running = gateway.WaitAsync("slow", "a");
        await Eventually.TrueAsync(() => slow.Running == 1, "the running call");
        var queued = gateway.WaitAsync("slow", "b");
        await gateway.HasCallsAsync("slow", "queued", 1);

        gateway.Clock.Advance(TimeSpan.FromSeconds(5));

        (await queued).ToolText.ShouldContain("its turn did not come within 5 s. The call was not sent");
        slow.Open("a");
        (await running).ToolText.ShouldBe("a");
    }

    [Theory]
    [InlineData("MaxConcurrentCalls", "0", "must be 1 or more")]
    [InlineData("MaxQueuedCalls", "-1", "must be 0 or more")]
    [InlineData("QueueTimeout", "00:00:00", "must be above zero")]
    public async Task Start_LimitThatMakesNoSense_NamesIt(string key, string value, string problem)
    {
        var failure = await Should.ThrowAsync<AgentStack.Settings.SettingsException>(
            () => OperatedGateway.StartAsync([], ("Upstreams:slow:Url", "http://127.0.0.1:1/mcp"), ("Upstreams:slow:Auth", "None"), ($"Upstreams:slow:{key}", value)));

        failure.Message.ShouldContain($"Gateway:Upstreams:slow:{key} {problem}");
    }
}
