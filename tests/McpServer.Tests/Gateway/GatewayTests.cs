using AgentStack.Tests.Shared;
using Microsoft.Extensions.Configuration;

namespace AgentStack.McpServer.Tests.Gateway;

/// <summary>The server in front of another of its kind.</summary>
public sealed class GatewayTests
{
    [Fact]
    public async Task Call_ToolOfAnUpstream_IsListedUnderBothNamesAndAnswered()
    {
        await using var upstream = await RunningServer.StartPlainAsync(_ => { });
        await using var gateway = await RunningServer.StartPlainAsync(builder => builder.Configuration.AddInMemoryCollection(
        [
            new("Gateway:Upstreams:sums:Url", upstream.McpUrl.AbsoluteUri),
            new("Gateway:Upstreams:sums:Auth", "None"),
        ]));
        var list = "";
        await Eventually.TrueAsync(
            async () =>
            {
                list = (await gateway.PostAsync(Messages.ListTools)).Text;
                return list.Contains("sums___", StringComparison.Ordinal);
            },
            "the upstream's tools");

        list.ShouldContain("\"sums___add_numbers\"");
        list.ShouldContain("\"add_numbers\"");
        (await gateway.CallAsync("sums___add_numbers", """{"a":2,"b":3}""")).ToolText.ShouldBe("5");
    }
}
