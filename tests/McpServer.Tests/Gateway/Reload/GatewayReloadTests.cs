using AgentStack.McpServer.Gateway.Reload;
using AgentStack.Settings;
using AgentStack.Tests.Shared;
using Microsoft.Extensions.Configuration;

namespace AgentStack.McpServer.Tests.Gateway.Reload;

public sealed class GatewayReloadTests : IAsyncLifetime
{
    private readonly GatewaySettingsFile _file = new();
    private readonly GatedTools _one = new();
    private readonly GatedTools _two = new();
    private RunningServer _first = null!;
    private RunningServer _second = null!;

    public async ValueTask InitializeAsync()
    {
        _first = await OperatedGateway.StartUpstreamAsync(_one);
        _second = await OperatedGateway.StartUpstreamAsync(_two);
    }

    public async ValueTask DisposeAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
        _file.Dispose();
    }

    [Fact]
    public async Task Change_UpstreamAdded_IsListedAndTheOtherKeepsItsConnection()
    {
        _file.Write([("one", _first)]);
        await using var gateway = await StartAsync();
        await gateway.PassAsync("one");

        _file.Write([("one", _first), ("two", _second)]);
        await TakenAsync(gateway, async () => (await gateway.ToolNamesAsync("two___")).Count > 0);

        (await gateway.PassAsync("two", "b")).ToolText.ShouldBe("b");
        ((int)(await gateway.StatusAsync("one"))!["calls"]!["answered"]!).ShouldBe(1);
    }

    [Fact]
    public async Task Change_UpstreamAddedThatHangs_HoldsNobodyUp()
    {
        await using var hanging = await RawUpstream.StartAsync();
        hanging.Mood = async (http, _) =>
        {
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return true;
        };
        _file.Write([("one", _first)]);
        await using var gateway = await StartAsync();
        await gateway.PassAsync("one");

        _file.Write([("one", _first)], ("Upstreams:hangs:Url", hanging.Url.AbsoluteUri), ("Upstreams:hangs:Auth", "None"));
        await TakenAsync(gateway, async () => await gateway.StatusAsync("hangs") is not null);

        // No time passes: whoever waits for it would wait for good.
        (await gateway.ToolNamesAsync("one___")).Count.ShouldBe(3);
        (await gateway.CallAsync("one___nothing")).ErrorCode.ShouldBe(-32602);
        (await gateway.CallAsync("hangs___nothing")).ToolText.ShouldContain("ask again in a moment");
    }

    [Fact]
    public async Task Change_UpstreamRemoved_ItsRunningCallsEndWellAndNewOnesAreRefused()
    {
        _file.Write([("one", _first), ("two", _second)]);
        await using var gateway = await StartAsync();
        var running = gateway.WaitAsync("one", "a");
        await Eventually.TrueAsync(() => _one.Running == 1, "the running call");

        _file.Write([("two", _second)]);
        await TakenAsync(gateway, async () => await gateway.StatusAsync("one") is null);

        (await gateway.PassAsync("one")).ErrorCode.ShouldBe(-32602);
        (await gateway.PostAsync(Messages.ListTools)).Text.ShouldNotContain("one___");
        _one.Open("a");
        (await running).ToolText.ShouldBe("a");
    }

    [Fact]
    public async Task Change_UpstreamElsewhere_OldOneServesUntilTheNewOneHasListed()
    {
        _file.Write([("one", _first)]);
        await using var gateway = await StartAsync();
        var running = gateway.WaitAsync("one", "a");
        await Eventually.TrueAsync(() => _one.Running == 1, "the running call");

        _file.Write([("one", _second)]);
        await TakenAsync(gateway, async () => (await gateway.StatusAsync("one"))!["calls"]!["running"]!.GetValue<int>() == 0);

        var next = gateway.WaitAsync("one", "b");
        await Eventually.TrueAsync(() => _two.Running == 1, "the call of the new one");
        _one.Open("a");
        _two.Open("b");
        (await running).ToolText.ShouldBe("a");
        (await next).ToolText.ShouldBe("b");
    }

    [Fact]
    public async Task Change_Limits_HoldForTheSameConnection()
    {
        _file.Write([("one", _first)], ("Upstreams:one:MaxConcurrentCalls", 1));
        await using var gateway = await StartAsync();
        await gateway.PassAsync("one");
        Task<WireAnswer>[] calls = [gateway.WaitAsync("one", "a"), gateway.WaitAsync("one", "b")];
        await gateway.HasCallsAsync("one", "queued", 1);

        _file.Write([("one", _first)], ("Upstreams:one:MaxConcurrentCalls", 2));
        await TakenAsync(gateway, () => Task.FromResult(_one.Running == 2));

        _one.Open("a");
        _one.Open("b");
        (await Task.WhenAll(calls)).Select(answer => answer.ToolText).ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task Change_MaxResultBytesAndRestartPatience_HoldForTheSameConnection()
    {
        _file.Write([("one", _first)]);
        await using var gateway = await StartAsync();
        await gateway.PassAsync("one");

        _file.Write([("one", _first)], ("MaxResultBytes", 5));
        await gateway.ReadAsync();
        await Eventually.TrueAsync(
            async () => (await gateway.PassAsync("one", "0123456789")).ToolText.StartsWith("01234\n[truncated", StringComparison.Ordinal), "the cap");
        _file.Write([("one", _first)], ("MaxResultBytes", 5), ("Upstreams:one:MaxResultBytes", 6), ("Upstreams:one:RestartPatience", "00:00:01"));
        await gateway.ReadAsync();
        await Eventually.TrueAsync(
            async () => (await gateway.PassAsync("one", "0123456789")).ToolText.StartsWith("012345\n[truncated", StringComparison.Ordinal), "the other cap");
        _file.Write([("one", _first)], ("MaxResultBytes", 50_000_000));
        await gateway.ReadAsync();

        gateway.Log.Lines.Where(line => line.Text.Contains("were read again", StringComparison.Ordinal)).Select(line => line.Text.Split("added, ")[1].Trim())
            .ShouldBe(["0 removed, 0 changed, 1 kept", "0 removed, 0 changed, 1 kept", "0 removed, 1 changed, 0 kept"], "what is read of an answer is the connection's");
    }

    [Fact]
    public async Task Change_ToolsOnDemandAndAudit_HoldAtOnce()
    {
        _file.Write([("one", _first)]);
        await using var gateway = await StartAsync();
        await gateway.PassAsync("one");

        _file.Write([("one", _first)], ("ToolsOnDemand", "Always"), ("Audit", true));
        await TakenAsync(gateway, async () => (bool)(await gateway.StatusAsync())["tools_on_demand"]!);
        await gateway.PassAsync("one");

        (await gateway.PostAsync(Messages.ListTools)).Text.ShouldNotContain("one___pass");
        gateway.Log.Lines.Count(line => line.Text.StartsWith("one___pass (upstream one", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Change_OwnTools_IsSaidToWaitForTheNextStart()
    {
        _file.Write([("one", _first)]);
        await using var gateway = await StartAsync();
        await gateway.PassAsync("one");

        _file.Write([("one", _first)], ("OwnTools", false));
        await gateway.ReadAsync();

        gateway.Log.Lines.ShouldContain(line => line.Text.Contains("waits for the next one", StringComparison.Ordinal));
        (await gateway.PostAsync(Messages.ListTools)).Text.ShouldContain("greet_user");
    }

    [Fact]
    public async Task Change_OtherSections_AreNamedAndSaidToWaitForTheNextStart()
    {
        _file.Write("""{"Gateway":{},"Guardrails":{"CallTimeout":"00:00:30"}}""");
        await using var gateway = await StartAsync();

        _file.Write("""{"Gateway":{},"Access":{"TrustForwardedProto":"true"},"Mcp":{"MaxRequestBytes":5000},"Guardrails":{"CallTimeout":"00:00:30"}}""");
        await gateway.ReadAsync();

        gateway.Log.Lines.Where(line => line.Text.Contains("waits for the next one", StringComparison.Ordinal))
            .ShouldHaveSingleItem().Text.ShouldStartWith("What was changed in Access, Mcp is read");
    }

    [Theory]
    [InlineData("""{"Access":{"DiscoveryUrl":"nowhere"}}""", "Access:DiscoveryUrl")]
    [InlineData("""{"Mcp":{"MaxRequestBytes":1}}""", "Mcp:MaxRequestBytes")]
    [InlineData("""{"Gateway":{"Upstreams":{"two":{"Url":"nowhere","Auth":"None"}}}}""", "Gateway:Upstreams:two:Url must be")]
    [InlineData("""{"Gateway":{"Upstream":{}}}""", "Gateway:Upstream is not a setting")]
    [InlineData("""{"Gateway":{"Upstreams":{"two":{"Url":"http://127.0.0.1:1/mcp",""", "gateway.json is no JSON")]
    [InlineData("""{"Upstreams":{"two":{"Url":"http://127.0.0.1:1/mcp"}}}""", "gateway.json has no section Gateway")]
    [InlineData("""{"Gatway":{}}""", "gateway.json has the section Gatway, which nobody reads")]
    [InlineData("""{"Gateway":{},"Acess":{"AllowedClients":"a"}}""", "gateway.json has the section Acess, which nobody reads")]
    [InlineData("", "gateway.json is no JSON")]
    [InlineData(null, "gateway.json is not there")]
    public async Task Change_ToSomethingWrong_IsRefusedAsAWholeAndSaidOnce(string? text, string problem)
    {
        _file.Write([("one", _first)]);
        await using var gateway = await StartAsync();
        await gateway.PassAsync("one");
        if (text is null)
            _file.Delete();
        else
            _file.Write(text);

        await TakenAsync(gateway, async () => (await gateway.StatusAsync())["settings_refused_at"] is not null);
        for (var i = 0; i < 5; i++)
            gateway.Clock.Advance(GatewayReload.Pace);

        (await gateway.PassAsync("one")).ToolText.ShouldBe("1");
        gateway.Log.Lines.Where(line => line.Text.Contains("refused as a whole", StringComparison.Ordinal))
            .ShouldHaveSingleItem().Text.ShouldContain(problem);
        _file.Write([("one", _first), ("two", _second)]);
        await TakenAsync(gateway, async () => await gateway.StatusAsync("two") is not null);
        (await gateway.StatusAsync())["settings_refused_at"].ShouldBeNull();
    }

    [Fact]
    public async Task Start_NoUpstreamsYet_BecomesAGatewayLater()
    {
        _file.Write("""{"Gateway":{},"Logging":{},"AllowedHosts":"*"}""");
        await using var gateway = await StartAsync();
        (await gateway.PostAsync(Messages.ListTools)).Text.ShouldNotContain("search_tools");

        _file.Write([("one", _first)]);
        await TakenAsync(gateway, async () => (await gateway.PostAsync(Messages.ListTools)).Text.Contains("one___pass", StringComparison.Ordinal));

        (await gateway.PostAsync(Messages.ListTools)).Text.ShouldContain("search_tools");
    }

    [Theory]
    [InlineData(null, "is not there")]
    [InlineData("{", "is no JSON (line 1)")]
    [InlineData("{}", "has no section Gateway")]
    [InlineData("""{"Gateway":{},"Acess":{"AllowedClients":"a"}}""", "has the section Acess, which nobody reads; the sections are Access, ")]
    [InlineData("", "is empty, or no regular file")]
    [InlineData("""{"a":"\ud800"}""", "is no JSON")]
    [InlineData("""{"\ud800":"a"}""", "is no JSON")]
    public void Start_FileThatCannotBeUsed_SaysSo(string? text, string problem)
    {
        if (text is not null)
            _file.Write(text);

        Should.Throw<SettingsException>(() => McpServerApplication.Build([$"--Gateway:ConfigFile={_file.Path}"])).Message.ShouldContain(problem);
    }

    [Theory]
    [InlineData("/dev/zero", "no regular file")]
    [InlineData("/dev/null", "no regular file")]
    public void Start_FileIsADevice_SaysSo(string path, string problem) =>
        Should.Throw<SettingsException>(() => McpServerApplication.Build([$"--Gateway:ConfigFile={path}"])).Message.ShouldContain(problem);

    [Fact]
    public async Task Start_FileIsAPipe_SaysSoAndDoesNotWaitForAWriter()
    {
        await Subprocess.RunAsync("mkfifo", [_file.Path]);

        Should.Throw<SettingsException>(() => McpServerApplication.Build([$"--Gateway:ConfigFile={_file.Path}"]))
            .Message.ShouldContain("no regular file");
    }

    [Fact]
    public void Start_FileIsHuge_SaysSo()
    {
        _file.Write($$"""{"a":"{{new string('x', 11_000_000)}}"}""");

        Should.Throw<SettingsException>(() => McpServerApplication.Build([$"--Gateway:ConfigFile={_file.Path}"]))
            .Message.ShouldContain("longer than 10 MB");
    }

    private Task<RunningServer> StartAsync() => RunningServer.StartPlainAsync(builder =>
        builder.Configuration.AddInMemoryCollection([new("Gateway:ConfigFile", _file.Path)]));

    private static async Task TakenAsync(RunningServer gateway, Func<Task<bool>> condition)
    {
        await gateway.ReadAsync();
        await Eventually.TrueAsync(condition, "the other settings");
    }
}
