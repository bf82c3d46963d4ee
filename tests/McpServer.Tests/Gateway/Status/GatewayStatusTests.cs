using AgentStack.Tests.Shared;

namespace AgentStack.McpServer.Tests.Gateway.Status;

public sealed class GatewayStatusTests
{
    [Fact]
    public async Task Status_UpstreamsUpAndDown_TellsOfEachWhatAnOperatorAsks()
    {
        await using var upstream = await OperatedGateway.StartUpstreamAsync(new GatedTools());
        await using var gateway = await OperatedGateway.StartAsync(
            [("up", upstream)],
            ("Upstreams:down:Url", $"http://127.0.0.1:{FreePort.Next()}/secret-path/mcp"),
            ("Upstreams:down:Auth", "None"),
            ("Upstreams:down:Required", "true"),
            ("Upstreams:up:Tools:Deny", "fail"));
        await gateway.PassAsync("up");
        await gateway.CallAsync("up___wait");
        await Eventually.TrueAsync(async () => (await gateway.StatusAsync("down"))!["cause"] is not null, "the failure");

        var status = await gateway.StatusAsync();
        var up = (await gateway.StatusAsync("up"))!;
        var down = (await gateway.StatusAsync("down"))!;

        ((bool)status["ready"]!, (string)status["waits_for"]![0]!).ShouldBe((false, "down"));
        ((string)up["state"]!, (int)up["tools"]!, (string)up["server"]!).ShouldBe(("connected", 2, "agentstack-mcp-server"));
        up["protocol"]!.GetValue<string>().ShouldBe("2026-07-28");
        ((int)up["hidden"]!, up["left_out"]!.AsArray().Count).ShouldBe((1, 0));
        (await gateway.CallAsync("gateway_status")).Text.ShouldNotContain("fail (");
        up["listed_at"].ShouldNotBeNull();
        var calls = up["calls"]!;
        ((int)calls["answered"]!, (int)calls["tool_errors"]!, (int)calls["running"]!).ShouldBe((2, 1, 0));
        ((int)calls["latency_ms"]!["answers"]!, (double)calls["latency_ms"]!["p99"]!).ShouldBe((2, 0));
        ((string)down["state"]!, (int)down["tools"]!).ShouldBe(("connecting", 0));
        down["retry_at"].ShouldNotBeNull();
        down.ToJsonString().ShouldNotContain("secret-path");
    }

    [Fact]
    public async Task Tool_Called_SaysTheSameInWordsAndForPrograms()
    {
        await using var upstream = await OperatedGateway.StartUpstreamAsync(new GatedTools());
        await using var gateway = await OperatedGateway.StartAsync([("up", upstream)]);
        await gateway.PassAsync("up");

        var answer = await gateway.CallAsync("gateway_status");

        answer.ToolText.ShouldStartWith("1 server behind this gateway.\nup: connected since 2026-11-21 12:00:00Z, 3 tools, 1 calls answered");
        answer.Result["structuredContent"]!.ToJsonString().ShouldBe((await gateway.StatusAsync()).ToJsonString());
    }

    [Fact]
    public async Task Tool_NoUpstreams_IsNotThere()
    {
        await using var server = await RunningServer.StartPlainAsync(_ => { });

        (await server.PostAsync(Messages.ListTools)).Text.ShouldNotContain("gateway_status");
        (await server.CallAsync("gateway_status")).ErrorCode.ShouldBe(-32602);
        ((int)(await server.SendAsync(HttpMethod.Get, "/status")).Status).ShouldBe(404);
    }

    [Fact]
    public async Task Status_TokensAreAskedFor_IsNotForEverybody()
    {
        await using var gateway = await RunningServer.StartAsync(new()
        {
            ["Access:DiscoveryUrl"] = "https://issuer.invalid/.well-known/openid-configuration",
            ["Access:AllowedClients"] = "client-1",
            ["Gateway:Upstreams:up:Url"] = $"http://127.0.0.1:{FreePort.Next()}/mcp",
            ["Gateway:Upstreams:up:Auth"] = "None",
        });

        ((int)(await gateway.SendAsync(HttpMethod.Get, "/status")).Status).ShouldBe(401);
        ((int)(await gateway.SendAsync(HttpMethod.Get, "/ping")).Status).ShouldBe(200);
    }
}
