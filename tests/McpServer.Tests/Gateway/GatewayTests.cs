using System.Text.Json.Nodes;
using AgentStack.Tests.Shared.Scripted;
using Microsoft.Extensions.Configuration;

namespace AgentStack.McpServer.Tests.Gateway;

/// <summary>The server in front of others of its kind.</summary>
public sealed class GatewayTests
{
    [Fact]
    public async Task Call_ToolOfAnUpstream_IsListedUnderBothNamesAndAnswered()
    {
        await using var upstream = await RunningServer.StartPlainAsync(_ => { });
        await using var gateway = await GatewayStage.StartAsync([("sums", upstream.McpUrl)]);

        var list = (await gateway.PostAsync(Messages.ListTools)).Text;

        list.ShouldContain("\"sums___add_numbers\"");
        list.ShouldContain("\"add_numbers\"");
        (await gateway.CallAsync("sums___add_numbers", """{"a":2,"b":3}""")).ToolText.ShouldBe("5");
    }

    [Fact]
    public async Task OwnTools_SwitchedOff_LeaveThoseOfTheUpstreams()
    {
        await using var upstream = await RunningServer.StartPlainAsync(_ => { });
        await using var gateway = await RunningServer.StartPlainAsync(builder => builder.Configuration.AddInMemoryCollection(
        [
            new("Gateway:OwnTools", "false"),
            new("Gateway:Upstreams:sums:Url", upstream.McpUrl.AbsoluteUri),
            new("Gateway:Upstreams:sums:Auth", "None"),
        ]));

        var names = await gateway.ToolNamesAsync("");

        names.ShouldContain("sums___add_numbers");
        names.ShouldNotContain("add_numbers");
        names.Order(StringComparer.Ordinal).ShouldBe(names);
        (await gateway.CallAsync("add_numbers", """{"a":2,"b":3}""")).ErrorCode.ShouldBe(-32602);
    }

    [Fact]
    public async Task View_OfAnUpstream_IsTheSameThroughTheGatewayButForNames()
    {
        await using var upstream = await RunningServer.StartAsync();
        await using var gateway = await GatewayStage.StartAsync([("up", upstream.McpUrl)], ("OwnTools", "false"));

        foreach (var (list, member) in new[] { ("tools/list", "tools"), ("prompts/list", "prompts") })
        {
            var direct = (await upstream.PostAsync(Messages.Request(list))).Result[member]!.AsArray();
            var through = await gateway.ListAsync(list, member, "up___");

            through.Select(entry => (string)entry["name"]!).ShouldBe(direct.Select(entry => $"up___{(string)entry!["name"]!}").Order(StringComparer.Ordinal));
            foreach (var entry in through)
                entry["name"] = ((string)entry["name"]!)["up___".Length..];

            new JsonArray([.. through.OrderBy(Name, StringComparer.Ordinal).Select(entry => entry.DeepClone())]).ToJsonString()
                .ShouldBe(new JsonArray([.. direct.OrderBy(Name, StringComparer.Ordinal).Select(entry => entry!.DeepClone())]).ToJsonString());
        }
    }

    [Fact]
    public async Task Gateway_InFrontOfAGateway_PassesThroughBoth()
    {
        await using var upstream = await RunningServer.StartPlainAsync(_ => { });
        await using var inner = await GatewayStage.StartAsync([("sums", upstream.McpUrl)]);
        await using var outer = await GatewayStage.StartAsync([("inner", inner.McpUrl)]);

        (await outer.CallAsync("inner___sums___add_numbers", """{"a":2,"b":3}""")).ToolText.ShouldBe("5");
    }

    [Fact]
    public async Task Tools_ThatSettingsDeny_AreNeitherListedNorCalled()
    {
        await using var host = await ScriptedHost.StartAsync();
        var upstream = host.Add();
        await using var gateway = await GatewayStage.StartAsync([("up", upstream.Url)], ("Upstreams:up:Tools:Deny", "rec*"));

        (await gateway.ToolNamesAsync("up___")).ShouldBe(["up___look"]);
        (await gateway.CallAsync("up___record", """{"id":"a"}""")).ErrorCode.ShouldBe(-32602);
        upstream.Executions.Count("a").ShouldBe(0);
    }

    private static string Name(JsonNode? entry) => (string)entry!["name"]!;
}
