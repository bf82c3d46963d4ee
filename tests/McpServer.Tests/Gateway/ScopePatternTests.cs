using AgentStack.Tests.Shared;
using Microsoft.Extensions.Logging;

namespace AgentStack.McpServer.Tests.Gateway;

public sealed class ScopePatternTests
{
    [Fact]
    public async Task Patterns_ForOneTool_AreWarnedOfWhereThereIsNoSuchTool()
    {
        await using var upstream = await RawUpstream.StartAsync();
        using var log = new LogRecorder();
        await using var gateway = await RunningServer.StartAsync(
            new()
            {
                ["Access:DiscoveryUrl"] = "https://issuer.invalid/.well-known/openid-configuration",
                ["Access:AllowedClients"] = "client-1",
                ["Access:ToolScopes"] =
                    "greet_usr=a; Greet_User=a; gateway_status=a; call_tool=a; up___look=a; up___lok=a; down___look=a; gone___look=a; other*=a",
                ["Gateway:Upstreams:up:Url"] = upstream.Url.AbsoluteUri,
                ["Gateway:Upstreams:up:Auth"] = "None",
                ["Gateway:Upstreams:down:Url"] = $"http://127.0.0.1:{FreePort.Next()}/mcp",
                ["Gateway:Upstreams:down:Auth"] = "None",
            },
            configure: builder => builder.Logging.AddProvider(log));

        await Eventually.TrueAsync(() => Warnings().Count == 3, "the warnings");

        Warnings().ShouldBe(["gone___look", "greet_usr", "up___lok"]);

        List<string> Warnings() =>
        [
            .. log.Lines.Where(line => line.Contains("has a rule for ", StringComparison.Ordinal))
                .Select(line => line.Split("has a rule for ")[1].Split(',')[0]).Order(StringComparer.Ordinal),
        ];
    }
}
