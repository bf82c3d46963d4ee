using System.Net;
using System.Text.Json.Nodes;

namespace AgentStack.McpServer.Tests.Gateway;

public sealed class ToolsThroughTests
{
    private const string Odd = """
        {"title":"Ödd","description":"Does <odd> things & \"more\".","name":"odd","inputSchema":{"type":"object","properties":{"n":{"type":"number","minimum":1.0,"x-own":[]}},"$defs":{"A":{},"a":{}}},"outputSchema":{"type":"object"},"annotations":{"readOnlyHint":true,"later":1e3},"icons":[{"src":"data:,"}],"_meta":{"k":null},"later":{"x":[1,2.50]}}
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Definition_OfAnUpstreamsTool_IsItsOwnButForTheName(bool isModern)
    {
        await using var upstream = await RawUpstream.StartAsync(isModern);
        upstream.ListTools(Odd.Trim());
        await using var gateway = await GatewayStage.StartAsync([("up", upstream.Url)]);

        var list = await gateway.PostAsync(Messages.ListTools);

        list.Text.ShouldContain(Odd.Trim().Replace("\"odd\"", "\"up___odd\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Call_OfAnUpstreamsTool_TakesItsArgumentsAsTheyWereWritten(bool isModern)
    {
        const string Arguments = """{"z":1.0,"a":1e3,"A":{"b":[null,0.10]},"big":12345678901234567890,"text":"ü<&\n"}""";
        await using var upstream = await RawUpstream.StartAsync(isModern);
        upstream.Answer("tools/call", """{"content":[]}""");
        await using var gateway = await GatewayStage.StartAsync([("up", upstream.Url)]);

        await gateway.PostAsync($$$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"later":7,"name":"up___look","arguments":{{{Arguments}}}}}""");

        var sent = upstream.RequestsOf("tools/call").ShouldHaveSingleItem();
        sent.Params["name"]!.GetValue<string>().ShouldBe("look");
        sent.Params["later"]!.ToJsonString().ShouldBe("7");
        sent.Text.ShouldContain("\"z\":1.0,\"a\":1e3,\"A\":{\"b\":[null,0.10]},\"big\":12345678901234567890,");
        JsonNode.DeepEquals(sent.Params["arguments"], JsonNode.Parse(Arguments)).ShouldBeTrue(sent.Text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Result_OfAnUpstreamsTool_ComesAsItWasSent(bool isModern)
    {
        const string Result =
            """{"content":[{"type":"hologram","depth":1.0},{"type":"text","text":"<ü>","annotations":{"x":1e3}}],"structuredContent":{"a":1,"A":2.50},"isError":true,"_meta":{"k":null},"resultType":"complete","later":[]}""";
        await using var upstream = await RawUpstream.StartAsync(isModern);
        upstream.Answer("tools/call", Result);
        await using var gateway = await GatewayStage.StartAsync([("up", upstream.Url)]);

        (await gateway.CallAsync("up___look")).RawResult().ShouldBe(Result);
    }

    [Fact]
    public async Task Result_ForACallerOfTheNewestRevision_HasWhatThatRevisionAdds()
    {
        await using var upstream = await RawUpstream.StartAsync();
        upstream.Answer("tools/call", """{"content":[],"_meta":{"k":1}}""");
        await using var gateway = await GatewayStage.StartAsync([("up", upstream.Url)]);

        var answer = await gateway.PostAsync(
            Messages.Call("up___look", "{}").WithMeta(), Messages.ModernHeaders("tools/call", "up___look"));

        answer.Result["resultType"]!.GetValue<string>().ShouldBe("complete");
        answer.Result["_meta"]!["k"]!.GetValue<int>().ShouldBe(1);
        answer.Result["_meta"]!["io.modelcontextprotocol/serverInfo"]!["name"]!.GetValue<string>().ShouldBe("agentstack-mcp-server");
    }

    [Fact]
    public async Task Error_OfAnUpstream_ComesWithItsCodeAndWordsWithoutControlCharacters()
    {
        await using var upstream = await RawUpstream.StartAsync();
        upstream.Fail("tools/call", """{"code":-31999,"message":"No\u0007 \u001b[31msuch\u001b[0m thing","data":["x",1.0]}""");
        await using var gateway = await GatewayStage.StartAsync([("up", upstream.Url)]);

        var answer = await gateway.CallAsync("up___look");

        answer.ErrorCode.ShouldBe(-31999);
        answer.Error["message"]!.GetValue<string>().ShouldBe("No   [31msuch [0m thing");
        answer.Error["data"]!.ToJsonString().ShouldBe("""["x",1.0]""");
    }

    [Fact]
    public async Task Error_ThatIsLongOrHoldsAToken_ComesBoundedAndWithout()
    {
        var text = $"Bearer abcdefgh12345678 {string.Concat(Enumerable.Repeat("no ", 5_000))}";
        await using var upstream = await RawUpstream.StartAsync();
        upstream.Fail("tools/call", $$"""{"code":-32000,"message":"{{text}}","data":"{{text}}{{text}}"}""");
        await using var gateway = await GatewayStage.StartAsync([("up", upstream.Url)]);

        var answer = await gateway.CallAsync("up___look");

        answer.Text.ShouldNotContain("abcdefgh12345678");
        answer.Text.Length.ShouldBeLessThan(3_000);
    }

    [Theory]
    [InlineData(-32020)]
    [InlineData(-32022)]
    public async Task Error_BetweenGatewayAndUpstream_IsNotToldAsTheCallers(int code)
    {
        await using var upstream = await RawUpstream.StartAsync();
        upstream.Fail("tools/call", $$$"""{"code":{{{code}}},"message":"Unsupported","data":{"supported":[]}}""");
        await using var gateway = await GatewayStage.StartAsync([("up", upstream.Url)]);

        var answer = await gateway.PostAsync(
            Messages.Call("up___look", "{}").WithMeta(), Messages.ModernHeaders("tools/call", "up___look"));

        answer.Text.ShouldContain("The server 'up' behind this gateway");
        answer.Text.ShouldNotContain($"\"code\":{code}");
    }

    [Fact]
    public async Task Arguments_ThatTheSchemaForbids_AreTheUpstreamsToJudge()
    {
        await using var upstream = await RawUpstream.StartAsync();
        upstream.ListTools("""{"name":"look","inputSchema":{"type":"object","properties":{"n":{"type":"integer"}},"required":["n"]}}""");
        upstream.Answer("tools/call", """{"content":[{"type":"text","text":"n is no number"}],"isError":true}""");
        await using var gateway = await GatewayStage.StartAsync([("up", upstream.Url)]);

        (await gateway.CallAsync("up___look", """{"n":"x"}""")).ToolText.ShouldBe("n is no number");
    }

    [Theory]
    [InlineData("""{"content":[{"type":"text","text":"\ud800"}]}""")]
    [InlineData("""{"content":[{"type":"text","text":"a","text":"b"}]}""")]
    [InlineData("""{"content":[],"isError":"yes","structuredContent":[1],"_meta":7}""")]
    [InlineData("""{"content":"text"}""")]
    [InlineData("[]")]
    [InlineData("null")]
    public async Task Result_ThatIsNone_IsAnsweredAllTheSame(string result)
    {
        await using var upstream = await RawUpstream.StartAsync();
        upstream.Answer("tools/call", result);
        await using var gateway = await GatewayStage.StartAsync([("up", upstream.Url)]);

        var answer = await gateway.CallAsync("up___look");
        var modern = await gateway.PostAsync(Messages.Call("up___look", "{}").WithMeta(), Messages.ModernHeaders("tools/call", "up___look"));

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        modern.Status.ShouldBe(HttpStatusCode.OK, modern.Text);
        ((int)answer.Json["id"]!).ShouldBe(1);
    }
}
