using AgentStack.RemoteMcp.Connections;
using AgentStack.Tests.Shared;
using Microsoft.AspNetCore.Hosting;

namespace AgentStack.McpServer.Tests.Gateway.Hops;

public sealed class LoopTests
{
    [Fact]
    public async Task Upstream_IsTheGatewayItself_IsExplainedAndNotListed()
    {
        var port = FreePort.Next();
        await using var gateway = await StartAsync(port, "self", port);

        // The first attempt may come before the gateway listens.
        await Eventually.TrueAsync(
            async () =>
            {
                gateway.Clock.Advance(TimeSpan.FromSeconds(5));
                return await CauseAsync(gateway, "self") is { } cause && cause.Contains("this gateway itself", StringComparison.Ordinal);
            },
            "the loop to be seen");

        (await gateway.ToolNamesAsync("self___")).ShouldBeEmpty();
        (await gateway.ToolNamesAsync("greet_user")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Upstreams_NameEachOther_AreExplainedOnBothSidesAndNotListed()
    {
        var (one, two) = (FreePort.Next(), FreePort.Next());
        await using var first = await StartAsync(one, "two", two);
        await using var second = await StartAsync(two, "one", one);

        foreach (var (gateway, upstream) in new[] { (first, "two"), (second, "one") })
        {
            await Eventually.TrueAsync(
                async () =>
                {
                    first.Clock.Advance(TimeSpan.FromSeconds(30));
                    second.Clock.Advance(TimeSpan.FromSeconds(30));
                    return await CauseAsync(gateway, upstream) is { } cause && cause.Contains("has this one behind it", StringComparison.Ordinal);
                },
                "the loop to be seen");
            (await gateway.ToolNamesAsync($"{upstream}___")).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Answers_OfAGateway_NameItAndThoseBehindIt()
    {
        var port = FreePort.Next();
        await using var inner = await StartAsync(port, "nobody", FreePort.Next());
        await using var outer = await StartAsync(FreePort.Next(), "inner", port);
        await outer.ToolNamesAsync("inner___");

        var innerId = (await IdsAsync(inner)).ShouldHaveSingleItem();
        (await IdsAsync(outer)).Count.ShouldBe(2);
        (await IdsAsync(outer))[1].ShouldBe(innerId);
    }

    private static Task<RunningServer> StartAsync(int port, string upstream, int upstreamPort) => RunningServer.StartAsync(
        new()
        {
            [$"Gateway:Upstreams:{upstream}:Url"] = $"http://127.0.0.1:{upstreamPort}/mcp",
            [$"Gateway:Upstreams:{upstream}:Auth"] = "None",
            ["Gateway:ToolsOnDemand"] = "Never",
        },
        configure: builder => builder.WebHost.UseUrls($"http://127.0.0.1:{port}"));

    private static async Task<string?> CauseAsync(RunningServer gateway, string upstream) =>
        (string?)(await gateway.StatusAsync(upstream))?["cause"];

    private static async Task<IReadOnlyList<string>> IdsAsync(RunningServer gateway) =>
        (await gateway.PostAsync(Messages.ListTools)).Headers.GetValues(GatewayId.Header).Single().Split(", ");
}
