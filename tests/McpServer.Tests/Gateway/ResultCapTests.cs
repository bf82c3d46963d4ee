using System.Text.Json.Nodes;

namespace AgentStack.McpServer.Tests.Gateway;

public sealed class ResultCapTests
{
    [Theory]
    [InlineData("""{"content":[{"type":"text","text":"0123456789"}]}""")]
    [InlineData("""{"content":[{"type":"text","text":"01234"},{"type":"text","text":"56789"}],"structuredContent":{"a":"01"}}""")]
    public async Task Result_AsLongAsMayBe_ComesWhole(string result)
    {
        var answer = await CallAsync(result, most: 14);

        answer.RawResult().ShouldBe(result);
    }

    [Fact]
    public async Task Text_ThatIsTooLong_IsCutWithANoteBetweenCharacters()
    {
        var answer = await CallAsync("""{"content":[{"type":"text","text":"0123ü56789"},{"type":"text","text":"more"}],"isError":false}""", most: 5);

        answer.Result["content"]![0]!["text"]!.GetValue<string>().ShouldBe("0123\n[truncated: 4 of 11 bytes]");
        answer.Result["content"]!.AsArray().Count.ShouldBe(2);
        answer.Result["content"]![1]!["text"]!.GetValue<string>().ShouldContain("left out: 1 more of this result");
        answer.IsToolError.ShouldBeFalse();
    }

    [Fact]
    public async Task Image_ThatIsTooLong_IsLeftOutWhole()
    {
        var answer = await CallAsync($$"""{"content":[{"type":"image","mimeType":"image/png","data":"{{new string('A', 400)}}"},{"type":"text","text":"after"}]}""", most: 100);

        answer.Result["content"]!.AsArray().Select(part => (string?)part!["type"]).ShouldBe(["text", "text"]);
        answer.ToolText.ShouldBe("after");
        answer.Text.ShouldNotContain("AAAA");
    }

    [Fact]
    public async Task StructuredContent_ThatIsTooLong_IsLeftOutAsAnError()
    {
        var answer = await CallAsync($$$"""{"content":[{"type":"text","text":"short"}],"structuredContent":{"a":"{{{new string('A', 400)}}}"}}""", most: 100);

        answer.IsToolError.ShouldBeTrue("without it, the result is not what its schema promises");
        answer.Result["structuredContent"].ShouldBeNull();
        answer.ToolText.ShouldBe("short");
        answer.Result["content"]![1]!["text"]!.GetValue<string>().ShouldContain("the structured result, 408 bytes, is longer than the 100 bytes");
    }

    [Theory]
    [InlineData("""{"content":[{"type":"text","text":"kept"}],"_meta":{"a":"BIG"}}""")]
    [InlineData("""{"content":[{"type":"text","text":"kept"}],"unknown":["BIG"]}""")]
    [InlineData("""{"content":[{"type":"text","text":"kept","_meta":{"a":"BIG"}}]}""")]
    [InlineData("""{"content":[{"type":"text","text":"kept","annotations":{"audience":["BIG"]}}],"BIG":1}""")]
    public async Task Rest_ThatIsTooLong_IsLeftOutWithANote(string result)
    {
        var answer = await CallAsync(result.Replace("BIG", new string('A', 20_000), StringComparison.Ordinal), most: 5);

        answer.Text.ShouldNotContain("AAAA");
        answer.ToolText.ShouldBe("kept");
        answer.Result["content"]![1]!["text"]!.GetValue<string>().ShouldContain("besides its content");
        answer.IsToolError.ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{"content":"BIG"}""")]
    [InlineData("""{"content":{"type":"text","text":"BIG"}}""")]
    [InlineData("""{"content":[],"isError":"BIG"}""")]
    [InlineData("""{"content":[],"resultType":"BIG"}""")]
    public async Task Result_OfAnotherShapeThatIsTooLong_BecomesAnErrorThatSaysSo(string result)
    {
        var answer = await CallAsync(result.Replace("BIG", new string('A', 20_000), StringComparison.Ordinal), most: 5);

        answer.Text.ShouldNotContain("AAAA");
        answer.Result["content"]!.AsArray().ShouldHaveSingleItem()!["text"]!.GetValue<string>().ShouldContain("[left out: ");
        answer.IsToolError.ShouldBeTrue();
    }

    [Fact]
    public async Task Meta_OfTheUsualSize_Comes()
    {
        const string Result = """{"content":[{"type":"text","text":"a","_meta":{"b":1.0}}],"_meta":{"c":"many more bytes than may go through of the content"}}""";

        (await CallAsync(Result, most: 5)).RawResult().ShouldBe(Result);
    }

    [Fact]
    public async Task Resource_ThatIsTooLong_IsAnError()
    {
        await using var upstream = await RawUpstream.StartAsync();
        upstream.Answer("resources/list", """{"resources":[{"uri":"up://a","name":"a"}]}""");
        upstream.Answer("resources/read", $$"""{"contents":[{"uri":"up://a","text":"{{new string('A', 400)}}"}]}""");
        await using var gateway = await GatewayStage.StartAsync([("up", upstream.Url)], ("MaxResultBytes", "100"));

        var answer = await gateway.PostAsync(Messages.Request("resources/read", new JsonObject { ["uri"] = "up://a" }));

        answer.ErrorCode.ShouldBe(-32603);
        answer.Error["message"]!.GetValue<string>().ShouldContain("MaxResultBytes");
    }

    private static async Task<WireAnswer> CallAsync(string result, int most)
    {
        await using var upstream = await RawUpstream.StartAsync();
        upstream.Answer("tools/call", result);
        await using var gateway = await GatewayStage.StartAsync(
            [("up", upstream.Url)], ("Upstreams:up:MaxResultBytes", $"{most}"), ("MaxResultBytes", "1"));
        return await gateway.CallAsync("up___look");
    }
}
