using System.Text.Json.Nodes;
using AgentStack.Tests.Shared;

namespace AgentStack.McpServer.Tests.Gateway.Search;

public sealed class SearchToolTests
{
    private static readonly (string Key, string Value) Always = ("ToolsOnDemand", "Always");

    [Theory]
    [InlineData("add two numbers", "sums___add_numbers")]
    [InlineData("what time is it", "sums___get_timestamp")]
    [InlineData("multiplies", "sums___multiply_numbers")]
    [InlineData("timezone", "sums___get_timestamp")]
    [InlineData("multipl", "sums___multiply_numbers")]
    public async Task Search_ByWhatAToolDoes_FindsItFirst(string query, string expected)
    {
        await using var upstream = await RunningServer.StartPlainAsync(_ => { });
        await using var gateway = await OperatedGateway.StartAsync([("sums", upstream)], Always, ("OwnTools", "false"));
        await ListedAsync(gateway, "sums");

        var answer = await SearchAsync(gateway, query);

        var tool = answer.Result["structuredContent"]!["tools"]![0]!;
        ((string)tool["name"]!).ShouldBe(expected, answer.Text);
        tool["inputSchema"]!["type"]!.GetValue<string>().ShouldBe("object");
        answer.ToolText.ShouldContain($"{expected}: ");
        answer.ToolText.ShouldContain("call_tool(name, arguments)");
    }

    [Fact]
    public async Task Search_Limit_BoundsWhatIsReturnedAndSaysHowManyMatch()
    {
        await using var upstream = await RunningServer.StartPlainAsync(_ => { });
        await using var gateway = await OperatedGateway.StartAsync([("sums", upstream)], Always);
        await ListedAsync(gateway, "sums");

        var answer = await SearchAsync(gateway, "numbers guardrail", 1);

        answer.Result["structuredContent"]!["tools"]!.AsArray().Count.ShouldBe(1);
        ((int)answer.Result["structuredContent"]!["matching"]!).ShouldBeGreaterThan(4);
    }

    [Fact]
    public async Task Search_Nothing_SaysSo()
    {
        await using var upstream = await RunningServer.StartPlainAsync(_ => { });
        await using var gateway = await OperatedGateway.StartAsync([("sums", upstream)]);
        await ListedAsync(gateway, "sums");

        (await SearchAsync(gateway, "zebra")).ToolText.ShouldStartWith("None of ");
        (await gateway.CallAsync("search_tools", "{}")).ToolText.ShouldContain("query");
        (await SearchAsync(gateway, "numbers", 51)).IsToolError.ShouldBeTrue();
    }

    [Fact]
    public async Task List_OnDemand_ShowsAHandfulAndEveryToolIsCallable()
    {
        await using var upstream = await RunningServer.StartPlainAsync(_ => { });
        await using var gateway = await OperatedGateway.StartAsync([("sums", upstream)], Always, ("OwnTools", "false"));
        await ListedAsync(gateway, "sums");

        (await ToolNamesAsync(gateway)).ShouldBe(["call_tool", "gateway_status", "search_tools"]);
        (await gateway.CallAsync("sums___add_numbers", """{"a":2,"b":3}""")).ToolText.ShouldBe("5");
        (await gateway.CallAsync("call_tool", """{"name":"sums___add_numbers","arguments":{"a":2,"b":4}}""")).ToolText.ShouldBe("6");
    }

    [Fact]
    public async Task List_ToolsAboveTheBound_AreOnDemandByThemselves()
    {
        await using var upstream = await OperatedGateway.StartUpstreamAsync(new GatedTools());
        await using var few = await OperatedGateway.StartAsync([("up", upstream)], ("OnDemandAbove", "3"), ("OwnTools", "false"));
        await using var many = await OperatedGateway.StartAsync([("up", upstream)], ("OnDemandAbove", "2"), ("OwnTools", "false"));
        await ListedAsync(few, "up");
        await ListedAsync(many, "up");

        (await ToolNamesAsync(few)).ShouldBe(["gateway_status", "search_tools", "up___fail", "up___pass", "up___wait"]);
        (await ToolNamesAsync(many)).ShouldBe(["call_tool", "gateway_status", "search_tools"]);
    }

    [Fact]
    public async Task Search_AmongHundreds_FindsTheOneAndAlwaysInTheSameOrder()
    {
        await using var upstream = await RawUpstream.StartAsync();
        string[] verbs = ["create", "delete", "update", "read", "list"];
        upstream.ListTools([.. Enumerable.Range(0, 500).Select(i =>
            ThingTool($"{verbs[i % 5]}Thing{i}", $"The tool to {verbs[i % 5]} things of kind {i / 5}."))]);
        await using var gateway = await RunningServer.StartAsync(new()
        {
            ["Gateway:Upstreams:raw:Url"] = upstream.Url.AbsoluteUri,
            ["Gateway:Upstreams:raw:Auth"] = "None",
            ["Gateway:OwnTools"] = "false",
        });
        await ListedAsync(gateway, "raw");

        var first = await SearchAsync(gateway, "delete a thing of kind 42");
        var again = await SearchAsync(gateway, "delete a thing of kind 42");

        (await ToolNamesAsync(gateway)).Where(name => !name.StartsWith("odd_", StringComparison.Ordinal)).ShouldBe(["call_tool", "gateway_status", "search_tools"]);
        ((string)first.Result["structuredContent"]!["tools"]![0]!["name"]!).ShouldBe("raw___deleteThing211");
        again.ToolText.ShouldBe(first.ToolText);
    }

    [Fact]
    public async Task Search_HugeDefinitions_ReturnsNoMoreThanAModelCanRead()
    {
        await using var upstream = await RawUpstream.StartAsync();
        upstream.ListTools([.. Enumerable.Range(0, 5).Select(i => ThingTool($"thing{i}", $"huge {new string('x', 90_000)}"))]);
        await using var gateway = await RunningServer.StartAsync(new()
        {
            ["Gateway:Upstreams:raw:Url"] = upstream.Url.AbsoluteUri,
            ["Gateway:Upstreams:raw:Auth"] = "None",
        });
        await ListedAsync(gateway, "raw");

        var found = (await SearchAsync(gateway, "huge")).Result["structuredContent"]!;

        (found["tools"]!.AsArray().Count, (int)found["matching"]!).ShouldBe((2, 5));
    }

    [Theory]
    [InlineData(30, 1)]
    [InlineData(32, 0)]
    public async Task Search_ByVeryManyWords_LooksAtTheFirst(int others, int matching)
    {
        await using var upstream = await RawUpstream.StartAsync();
        await using var gateway = await GatewayStage.StartAsync([("up", upstream.Url)], ("OwnTools", "false"));
        await ListedAsync(gateway, "up");
        var query = string.Join(' ', Enumerable.Range(0, others).Select(i => $"q{(char)('a' + (i % 26))}zz{(char)('a' + (i / 26))}x").Append("look"));

        var found = (await gateway.CallAsync("search_tools", $$"""{"query":"{{query}}"}""")).Result["structuredContent"]!;

        ((int)found["matching"]!).ShouldBe(matching);
    }

    [Fact]
    public async Task CallTool_OwnTool_IsCheckedAsAnyCall()
    {
        await using var upstream = await OperatedGateway.StartUpstreamAsync(new GatedTools());
        await using var gateway = await OperatedGateway.StartAsync([("up", upstream)], Always);

        (await gateway.CallAsync("call_tool", """{"name":"greet_user","arguments":{"name":"Alice"}}""")).ToolText.ShouldBe("Hello, Alice! Nice to meet you.");
        (await gateway.CallAsync("call_tool", """{"name":"greet_user","arguments":{"nome":"Alice"}}""")).ToolText.ShouldContain("Invalid arguments for greet_user");
    }

    [Fact]
    public async Task CallTool_UpstreamsOwnError_ComesAsItDoesWithoutIt()
    {
        await using var upstream = await RawUpstream.StartAsync();
        upstream.Fail("tools/call", """{"code":-32602,"message":"Order 7 is locked","data":{"until":"noon"}}""");
        await using var gateway = await GatewayStage.StartAsync([("up", upstream.Url)], Always, ("Audit", "true"));

        var plain = await gateway.CallAsync("up___look");
        var wrapped = await gateway.CallAsync("call_tool", """{"name":"up___look"}""");

        wrapped.Text.ShouldBe(plain.Text);
        wrapped.Error["data"]!["until"]!.GetValue<string>().ShouldBe("noon");
        gateway.Log.Lines.Count(line => line.Text.Contains("rpc -32602", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Theory]
    [InlineData("""{"name":"up___nothing"}""", "There is no tool \"up___nothing\"")]
    [InlineData("""{"name":"call_tool","arguments":{"name":"call_tool"}}""", "call_tool cannot call itself")]
    [InlineData("""{"arguments":{}}""", "Invalid arguments for call_tool")]
    [InlineData("""{"name":"up___pass","arguments":[]}""", "Invalid arguments for call_tool")]
    public async Task CallTool_NoSuchCall_TellsTheModel(string arguments, string problem)
    {
        await using var upstream = await OperatedGateway.StartUpstreamAsync(new GatedTools());
        await using var gateway = await OperatedGateway.StartAsync([("up", upstream)], Always);
        await ListedAsync(gateway, "up");

        var answer = await gateway.CallAsync("call_tool", arguments);

        answer.IsToolError.ShouldBeTrue(answer.Text);
        answer.ToolText.ShouldContain(problem);
    }

    [Fact]
    public async Task CallTool_ModernClient_NeedsNoHeadersOfTheInnerTool()
    {
        await using var upstream = await OperatedGateway.StartUpstreamAsync(new GatedTools());
        await using var gateway = await OperatedGateway.StartAsync([("up", upstream)], Always);

        var answer = await gateway.PostAsync(
            Messages.Call("call_tool", """{"name":"up___pass","arguments":{"id":"x"}}""").WithMeta(), Messages.ModernHeaders("tools/call", "call_tool"));

        answer.ToolText.ShouldBe("x");
    }

    private static Task<WireAnswer> SearchAsync(RunningServer gateway, string query, int? limit = null)
    {
        var arguments = new JsonObject { ["query"] = query };
        if (limit is not null)
            arguments["limit"] = limit;

        return gateway.CallAsync("search_tools", arguments.ToJsonString());
    }

    private static string ThingTool(string name, string description) =>
        new JsonObject { ["name"] = name, ["description"] = description, ["inputSchema"] = new JsonObject { ["type"] = "object" } }.ToJsonString();

    private static Task ListedAsync(RunningServer gateway, string upstream) =>
        Eventually.TrueAsync(async () => (int)(await gateway.StatusAsync(upstream))!["tools"]! > 0, $"the tools of {upstream}");

    private static async Task<List<string>> ToolNamesAsync(RunningServer gateway) =>
        [.. (await gateway.PostAsync(Messages.ListTools)).Result["tools"]!.AsArray().Select(tool => (string)tool!["name"]!)];
}
