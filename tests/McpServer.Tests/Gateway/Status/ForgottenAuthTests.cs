using AgentStack.Tests.Shared;

namespace AgentStack.McpServer.Tests.Gateway.Status;

public sealed class ForgottenAuthTests
{
    [Fact]
    public async Task Upstream_AuthIsForgotten_TheOperatorIsToldOfNoneAndCallersOfNothing()
    {
        var nobody = $"http://127.0.0.1:{FreePort.Next()}";
        await using var gateway = await RunningServer.StartAsync(new()
        {
            ["Gateway:Upstreams:up:Url"] = $"{nobody}/mcp",
            ["AWS_ENDPOINT_URL_SSM"] = nobody,
            ["AWS_REGION"] = "eu-west-1",
            ["AWS_ACCESS_KEY_ID"] = "id",
            ["AWS_SECRET_ACCESS_KEY"] = "secret",
        });
        await Eventually.TrueAsync(async () => (await gateway.StatusAsync("up"))!["cause"] is not null, "the failure");

        ((string)(await gateway.StatusAsync("up"))!["cause"]!).ShouldContain("Gateway:Upstreams:up:Auth is not set, so it is M2M");
        var answer = await gateway.CallAsync("up___look", "{}");
        answer.Text.ShouldContain("Its credentials cannot be had.");
        answer.Text.ShouldNotContain("SSM");
    }
}
