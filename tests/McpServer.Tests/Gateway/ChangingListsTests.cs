using System.Globalization;
using AgentStack.McpServer.Tests.Protocol.Subscriptions;
using AgentStack.Tests.Shared;
using AgentStack.Tests.Shared.Scripted;

namespace AgentStack.McpServer.Tests.Gateway;

public sealed class ChangingListsTests
{
    [Fact]
    public async Task Upstream_ThatSaysThatItsToolsChanged_IsListedAnew()
    {
        await using var host = await ScriptedHost.StartAsync();
        var upstream = host.Add(ScriptedSession.Stateful);
        var clock = new FakeClock();
        await using var gateway = await GatewayStage.StartAsync([("up", upstream.Url)], clock);
        (await gateway.ToolNamesAsync("up___")).ShouldBe(["up___look", "up___record"]);

        upstream.Tools = [ScriptedTools.Describe("another")];
        await Eventually.TrueAsync(() => clock.Timers.Any(wait => wait == TimeSpan.FromSeconds(5)), "the pause before a list is asked for again");
        clock.Advance(TimeSpan.FromSeconds(5));

        await Eventually.TrueAsync(
            async () => (await gateway.ToolNamesAsync("up___")).SequenceEqual(["up___another"]), "the list with the other tool");
    }

    [Fact]
    public async Task Upstream_ThatTellsOfNoChange_IsListedAnewByAge()
    {
        await using var upstream = await RawUpstream.StartAsync();
        upstream.Answer("prompts/list", """{"prompts":[{"name":"before"}]}""");
        upstream.Answer("resources/list", """{"resources":[{"name":"a","uri":"before://a"}]}""");
        var clock = new FakeClock();
        await using var gateway = await GatewayStage.StartAsync([("up", upstream.Url)], clock);
        (await gateway.ToolNamesAsync("up___")).ShouldBe(["up___look"]);

        upstream.ListTools("""{"name":"another","inputSchema":{}}""");
        upstream.Answer("prompts/list", """{"prompts":[{"name":"after"}]}""");
        upstream.Answer("resources/list", """{"resources":[{"name":"a","uri":"after://a"}]}""");
        clock.Advance(TimeSpan.FromMinutes(3));
        (await gateway.ToolNamesAsync("up___")).ShouldBe(["up___look"], "three quarters of the interval are the least");
        await RefreshAsync(clock, upstream);
        await Eventually.TrueAsync(
            async () => (await gateway.ToolNamesAsync("up___")).SequenceEqual(["up___another"]), "the list with the other tool");

        (await gateway.ListAsync("prompts/list", "prompts", "up___")).ShouldHaveSingleItem()["name"]!.GetValue<string>().ShouldBe("up___after");
        (await gateway.PostAsync(Messages.Request("resources/list"))).Text.ShouldContain("after://a");
    }

    [Fact]
    public async Task Listener_OfTheGateway_HearsOfAListThatChangedAndOfNoOther()
    {
        await using var upstream = await RawUpstream.StartAsync();
        var clock = new FakeClock();
        await using var gateway = await GatewayStage.StartAsync([("up", upstream.Url)], clock);
        await gateway.ToolNamesAsync("up___");
        using var listener = await Listener.StartAsync(gateway, """{"toolsListChanged":true,"promptsListChanged":true}""");
        (await listener.NextAsync()).ShouldNotBeNull();

        await RefreshAsync(clock, upstream);
        upstream.Answer("prompts/list", """{"prompts":[{"name":"new"}]}""");
        await RefreshAsync(clock, upstream);

        (await listener.NextMethodAsync()).ShouldBe("notifications/prompts/list_changed");
    }

    [Fact]
    public async Task List_WhileAnUpstreamIsMissing_IsToBeKeptShortly()
    {
        await using var upstream = await RawUpstream.StartAsync();
        var nobody = new Uri($"http://127.0.0.1:{FreePort.Next()}/mcp");
        await using var whole = await GatewayStage.StartAsync([("up", upstream.Url)]);
        await using var inPart = await GatewayStage.StartAsync([("up", upstream.Url), ("down", nobody)]);

        (await TimeToLiveAsync(whole)).ShouldBe(60_000);
        (await TimeToLiveAsync(inPart)).ShouldBe(5_000);
    }

    [Fact]
    public async Task List_JustAfterTheStart_WaitsForAnUpstreamThatIsSlow()
    {
        await using var upstream = await RawUpstream.StartAsync();
        var goOn = new TaskCompletionSource();
        upstream.Mood = async (_, _) =>
        {
            await goOn.Task;
            return false;
        };
        await using var gateway = await GatewayStage.StartAsync([("up", upstream.Url)]);

        var names = gateway.ToolNamesAsync("up___");
        await Eventually.TrueAsync(() => upstream.Requests.Count > 0, "the gateway's first request");
        names.IsCompleted.ShouldBeFalse();
        goOn.SetResult();

        (await names).ShouldBe(["up___look"]);
    }

    [Fact]
    public async Task List_JustAfterTheStart_DoesNotWaitForeverForAnUpstreamThatHangs()
    {
        await using var upstream = await RawUpstream.StartAsync();
        upstream.Mood = async (http, _) =>
        {
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return true;
        };
        var clock = new FakeClock();
        await using var gateway = await GatewayStage.StartAsync([("up", upstream.Url)], clock);

        var names = gateway.ToolNamesAsync("");
        await Eventually.TrueAsync(() => clock.PendingTimers > 0 && upstream.Requests.Count > 0, "the wait");
        clock.Advance(TimeSpan.FromSeconds(2));

        (await names).ShouldContain("add_numbers");
    }

    [Fact]
    public async Task Call_OfAnUpstreamThatWasNeverReached_SaysWhichAndWhyAndWhenItIsTried()
    {
        var nobody = new Uri($"http://127.0.0.1:{FreePort.Next()}/mcp");
        await using var gateway = await GatewayStage.StartAsync([("down", nobody)]);

        var answer = await gateway.CallAsync("down___anything");

        answer.IsToolError.ShouldBeTrue();
        answer.ToolText.ShouldContain("'down'");
        answer.ToolText.ShouldContain("ConnectionRefused");
        answer.ToolText.ShouldContain("It is tried again at 12:00:0");
        answer.Text.ShouldNotContain(nobody.Port.ToString(CultureInfo.InvariantCulture));
        (await gateway.CallAsync("nobody___anything")).Error["message"]!.GetValue<string>().ShouldContain("There is no tool");
    }

    private static async Task<int> TimeToLiveAsync(RunningServer gateway)
    {
        var answer = await gateway.PostAsync(Messages.Request("tools/list").WithMeta(), Messages.ModernHeaders("tools/list"));
        return (int)answer.Result["ttlMs"]!;
    }

    private static async Task RefreshAsync(FakeClock clock, RawUpstream upstream)
    {
        var before = upstream.RequestsOf("tools/list").Count;
        TimeSpan[] next = [];
        await Eventually.TrueAsync(() => (next = [.. clock.Timers.Where(IsRefresh)]).Length > 0, "the next refresh");

        // Not a moment more: the time that the upstream has to answer would pass with it.
        clock.Advance(next.Min());
        await Eventually.TrueAsync(() => upstream.RequestsOf("tools/list").Count > before, "the refresh");
    }

    private static bool IsRefresh(TimeSpan wait) => wait > TimeSpan.FromSeconds(40) && wait <= TimeSpan.FromMinutes(5);
}
