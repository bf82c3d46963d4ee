using System.Text.Json;
using AgentStack.LocalAws.Bedrock.Scripting;
using AgentStack.Tests.Shared;

namespace AgentStack.Agent.Tests.Tools;

public sealed class ManyServersTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private TwentyServers _servers = null!;
    private Stage _stage = null!;

    public async ValueTask InitializeAsync()
    {
        _servers = await TwentyServers.StartAsync();
        // Returns while the clock stands still: nobody has waited for the one that hangs.
        _stage = await Stage.StartAsync([.. _servers.Settings]);
    }

    public async ValueTask DisposeAsync()
    {
        await _stage.DisposeAsync();
        await _servers.DisposeAsync();
    }

    [Fact]
    public async Task Turn_AmongTwentyServersOfWhichFiveAreBroken_OffersTheToolsOfTheFifteenOthers()
    {
        _stage.Model.Enqueue(new ModelReply().Say("Hello"));
        await OthersAreKnownAsync();

        var asking = _stage.AskAsync("hi");
        _stage.Clock.Advance(TwentyServers.SlowestLimit);
        using var answer = await asking;

        (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldContain("Hello");
        var offered = _stage.Model.Requests.ShouldHaveSingleItem().Body.GetProperty("toolConfig").GetProperty("tools").EnumerateArray()
            .Select(tool => tool.GetProperty("toolSpec").GetProperty("name").GetString()!).ToList();
        offered.Count.ShouldBe(TwentyServers.Good * 2);
        offered.Select(name => name.Split('_')[0]).Distinct().Order().ShouldBe(_servers.GoodNames.Append("tools").Order());
    }

    [Fact]
    public async Task Ready_AmongTwentyServersOfWhichFiveAreBroken_ExplainsEachOfTheFive()
    {
        await OthersAreKnownAsync();
        _stage.Clock.Advance(TwentyServers.SlowestLimit);
        await UntilAsync(report => Failure(report, TwentyServers.Hung) is not null, "the one that hangs to be given up");

        var report = await ReadyAsync();

        report.GetProperty("ready").GetBoolean().ShouldBeTrue();
        foreach (var (name, (_, failure)) in TwentyServers.Broken)
            Failure(report, name).ShouldNotBeNull(name).ShouldContain(failure);

        var good = report.GetProperty("mcp_servers").EnumerateArray().Where(server => !TwentyServers.Broken.ContainsKey(Text(server, "name")!)).ToList();
        good.Count.ShouldBe(TwentyServers.Good);
        good.ShouldAllBe(server => Text(server, "state") == "connected" && server.GetProperty("tools").GetInt32() == 2);
    }

    // All but the one that hangs have answered, or failed, by themselves.
    private async Task OthersAreKnownAsync()
    {
        await Eventually.TrueAsync(() => _servers.IsHanging, "the one that hangs to be asked");
        await UntilAsync(
            report => report.GetProperty("mcp_servers").EnumerateArray().Where(server => Text(server, "name") != TwentyServers.Hung)
                .All(server => Text(server, "state") == "connected" || Text(server, "failure") is not null),
            "the others to answer");
    }

    private async Task UntilAsync(Func<JsonElement, bool> condition, string what)
    {
        var report = await ReadyAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!condition(report))
        {
            patience.IsCancellationRequested.ShouldBeFalse($"Waited in vain for {what}: {report}");
            await Task.Yield();
            report = await ReadyAsync();
        }
    }

    private async Task<JsonElement> ReadyAsync() =>
        JsonDocument.Parse(await _stage.Http.GetStringAsync("/health/ready", Cancellation)).RootElement;

    private static string? Failure(JsonElement report, string name) => Text(
        report.GetProperty("mcp_servers").EnumerateArray().Single(server => Text(server, "name") == name), "failure");

    private static string? Text(JsonElement server, string property) =>
        server.TryGetProperty(property, out var value) ? value.GetString() : null;
}
