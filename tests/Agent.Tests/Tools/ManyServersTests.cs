using System.Globalization;
using System.Text.Json;
using AgentStack.LocalAws.Bedrock.Scripting;
using AgentStack.Tests.Shared;
using AgentStack.Tests.Shared.Scripted;

namespace AgentStack.Agent.Tests.Tools;

/// <summary>Twenty servers, of which five are broken, each in its own way.</summary>
public sealed class ManyServersTests : IAsyncLifetime
{
    private const int Good = 15;

    /// <summary>The time that a step on the way to a server has; no setting of the agent has a longer one before a turn.</summary>
    private static readonly TimeSpan SlowestLimit = TimeSpan.FromSeconds(15);

    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private static readonly Dictionary<string, (ScriptedFault Fault, string Failure)> Broken = new(StringComparer.Ordinal)
    {
        ["hung"] = (ScriptedFault.Hang, "No answer within 15 s."),
        ["locked"] = (ScriptedFault.Unauthorized, "The server asks for a token (401)."),
        ["crashed"] = (ScriptedFault.InternalError, "The server failed (HTTP 500)."),
        ["lying"] = (ScriptedFault.Html, "The answer was not MCP."),
        ["gone"] = (ScriptedFault.None, "It could not be reached (ConnectionRefused)."),
    };

    private readonly Dictionary<string, ScriptedServer> _servers = new(StringComparer.Ordinal);
    private ScriptedHost _host = null!;
    private Gate _closed = null!;
    private Stage _stage = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await ScriptedHost.StartAsync();
        _closed = new Gate(_host.Root);
        var settings = new List<(string Key, string Value)>();
        // One good server is the stage's own.
        foreach (var name in Enumerable.Range(1, Good - 1).Select(n => string.Create(CultureInfo.InvariantCulture, $"good{n}")).Concat(Broken.Keys))
        {
            var server = _servers[name] = _host.Add();
            if (Broken.TryGetValue(name, out var broken))
                server.Break(broken.Fault, ScriptedStep.Start);

            settings.Add(($"McpServers:{name}:Auth", "None"));
            settings.Add(($"McpServers:{name}:Url", (name == "gone" ? _closed.Before(server.Url) : server.Url).AbsoluteUri));
        }

        // Returns while the clock stands still: nobody has waited for the one that hangs.
        _stage = await Stage.StartAsync([.. settings]);
    }

    public async ValueTask DisposeAsync()
    {
        await _stage.DisposeAsync();
        await _host.DisposeAsync();
        _closed.Dispose();
    }

    [Fact]
    public async Task Turn_AmongTwentyServersOfWhichFiveAreBroken_OffersTheToolsOfTheFifteenOthers()
    {
        _stage.Model.Enqueue(new ModelReply().Say("Hello"));
        await OthersAreKnownAsync();

        var asking = _stage.AskAsync("hi");
        _stage.Clock.Advance(SlowestLimit);
        using var answer = await asking;

        (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldContain("Hello");
        var offered = _stage.Model.Requests.ShouldHaveSingleItem().Body.GetProperty("toolConfig").GetProperty("tools").EnumerateArray()
            .Select(tool => tool.GetProperty("toolSpec").GetProperty("name").GetString()!).ToList();
        offered.Count.ShouldBe(Good * 2);
        offered.Select(name => name.Split('_')[0]).Distinct().Order().ShouldBe(
            _servers.Keys.Except(Broken.Keys).Append("tools").Order());
    }

    [Fact]
    public async Task Ready_AmongTwentyServersOfWhichFiveAreBroken_ExplainsEachOfTheFive()
    {
        await OthersAreKnownAsync();
        _stage.Clock.Advance(SlowestLimit);
        await UntilAsync(report => Failure(report, "hung") is not null, "the one that hangs to be given up");

        var report = await ReadyAsync();

        report.GetProperty("ready").GetBoolean().ShouldBeTrue();
        foreach (var (name, (_, failure)) in Broken)
            Failure(report, name).ShouldNotBeNull(name).ShouldContain(failure);

        var good = report.GetProperty("mcp_servers").EnumerateArray().Where(server => !Broken.ContainsKey(Text(server, "name")!)).ToList();
        good.Count.ShouldBe(Good);
        good.ShouldAllBe(server => Text(server, "state") == "connected" && server.GetProperty("tools").GetInt32() == 2);
    }

    // All but the one that hangs have answered, or failed, by themselves.
    private async Task OthersAreKnownAsync()
    {
        await Eventually.TrueAsync(() => _servers["hung"].Hanging > 0, "the one that hangs to be asked");
        await UntilAsync(
            report => report.GetProperty("mcp_servers").EnumerateArray().Where(server => Text(server, "name") != "hung")
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
