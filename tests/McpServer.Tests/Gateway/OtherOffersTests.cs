using System.Text.Json.Nodes;

namespace AgentStack.McpServer.Tests.Gateway;

public sealed class OtherOffersTests
{
    private const string Prompt = """{"title":"T","name":"greet","description":"Greets.","arguments":[{"name":"who","required":true}],"later":1.0}""";

    [Fact]
    public async Task Prompt_OfAnUpstream_IsListedAndGotUnderItsNameHere()
    {
        await using var upstream = await RawUpstream.StartAsync();
        upstream.Answer("prompts/list", $$"""{"prompts":[{{Prompt}}]}""");
        upstream.Answer("prompts/get", """{"messages":[{"role":"user","content":{"type":"text","text":"Hi"}}],"later":[]}""");
        await using var gateway = await GatewayStage.StartAsync([("up", upstream.Url)]);

        var list = await gateway.PostAsync(Messages.Request("prompts/list"));
        var got = await gateway.PostAsync("""{"jsonrpc":"2.0","id":1,"method":"prompts/get","params":{"name":"up___greet","arguments":{"who":"ü"}}}""");

        list.Text.ShouldContain(Prompt.Replace("\"greet\"", "\"up___greet\"", StringComparison.Ordinal));
        got.RawResult().ShouldBe("""{"messages":[{"role":"user","content":{"type":"text","text":"Hi"}}],"later":[]}""");
        var asked = upstream.RequestsOf("prompts/get").ShouldHaveSingleItem();
        ((string?)asked.Params["name"]).ShouldBe("greet");
        ((string?)asked.Params["arguments"]!["who"]).ShouldBe("ü");
    }

    [Fact]
    public async Task Completion_OfAPromptsArgument_IsAskedOfTheUpstreamByItsOwnName()
    {
        await using var upstream = await RawUpstream.StartAsync();
        upstream.Answer("prompts/list", $$"""{"prompts":[{{Prompt}}]}""");
        upstream.Answer("completion/complete", """{"completion":{"values":["Ann"],"total":1}}""");
        await using var gateway = await GatewayStage.StartAsync([("up", upstream.Url)]);

        var answer = await gateway.PostAsync(
            """{"jsonrpc":"2.0","id":1,"method":"completion/complete","params":{"ref":{"type":"ref/prompt","name":"up___greet"},"argument":{"name":"who","value":"A"},"context":{"arguments":{"x":"y"}}}}""");

        answer.RawResult().ShouldBe("""{"completion":{"values":["Ann"],"total":1}}""");
        upstream.RequestsOf("completion/complete").ShouldHaveSingleItem().Params.ToJsonString()
            .ShouldBe("""{"ref":{"type":"ref/prompt","name":"greet"},"argument":{"name":"who","value":"A"},"context":{"arguments":{"x":"y"}}}""");
    }

    [Fact]
    public async Task Completion_OfAnUpstreamWithoutAny_IsEmpty()
    {
        await using var upstream = await RawUpstream.StartAsync();
        upstream.Answer("resources/templates/list", """{"resourceTemplates":[{"uriTemplate":"up://{id}","name":"up"}]}""");
        await using var gateway = await GatewayStage.StartAsync([("up", upstream.Url)]);

        var answer = await gateway.PostAsync(
            """{"jsonrpc":"2.0","id":1,"method":"completion/complete","params":{"ref":{"type":"ref/resource","uri":"up://{id}"},"argument":{"name":"id","value":"A"}}}""");

        answer.Result["completion"]!["values"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Resource_OfAnUpstream_KeepsItsAddress()
    {
        await using var upstream = await RawUpstream.StartAsync();
        upstream.Answer("resources/list", """{"resources":[{"uri":"up://a","name":"a","size":1.0}]}""");
        upstream.Answer("resources/read", """{"contents":[{"uri":"up://a","text":"A"}]}""");
        await using var gateway = await GatewayStage.StartAsync([("up", upstream.Url)]);

        var list = await gateway.PostAsync(Messages.Request("resources/list"));
        var read = await ReadAsync(gateway, "up://a");
        var modern = await gateway.PostAsync(
            Messages.Request("resources/read", new JsonObject { ["uri"] = "up://a" }).WithMeta(), Messages.ModernHeaders("resources/read", "up://a"));

        list.Text.ShouldContain("""{"uri":"up://a","name":"a","size":1.0}""");
        read.RawResult().ShouldBe("""{"contents":[{"uri":"up://a","text":"A"}]}""");
        ((int?)modern.Result["ttlMs"]).ShouldBe(0);
        ((string?)modern.Result["cacheScope"]).ShouldBe("private");
    }

    [Fact]
    public async Task Resource_ThatTwoUpstreamsHave_IsThatOfTheFirstByName()
    {
        await using var second = await RawUpstream.StartAsync();
        await using var first = await RawUpstream.StartAsync();
        foreach (var (upstream, text) in new[] { (first, "first"), (second, "second") })
        {
            upstream.Answer("resources/list", """{"resources":[{"uri":"shared://a","name":"a"}]}""");
            upstream.Answer("resources/read", $$$"""{"contents":[{"uri":"shared://a","text":"{{{text}}}"}]}""");
        }

        await using var gateway = await GatewayStage.StartAsync([("b", second.Url), ("a", first.Url)]);

        var list = await gateway.PostAsync(Messages.Request("resources/list"));
        var read = await ReadAsync(gateway, "shared://a");

        list.Result["resources"]!.AsArray().Count(resource => (string?)resource!["uri"] == "shared://a").ShouldBe(1);
        ((string?)read.Result["contents"]![0]!["text"]).ShouldBe("first");
    }

    [Fact]
    public async Task Resource_ThatIsNotListed_IsReadFromTheUpstreamWhoseTemplateCoversIt()
    {
        await using var one = await RawUpstream.StartAsync();
        await using var other = await RawUpstream.StartAsync();
        one.Answer("resources/templates/list", """{"resourceTemplates":[{"uriTemplate":"one://{id}/data","name":"one"}]}""");
        other.Answer("resources/templates/list", """{"resourceTemplates":[{"uriTemplate":"other://{+path}","name":"other"}]}""");
        one.Answer("resources/read", """{"contents":[{"uri":"x","text":"one"}]}""");
        other.Answer("resources/read", """{"contents":[{"uri":"x","text":"other"}]}""");
        await using var gateway = await GatewayStage.StartAsync([("one", one.Url), ("other", other.Url)]);

        ((string?)(await ReadAsync(gateway, "one://7/data")).Result["contents"]![0]!["text"]).ShouldBe("one");
        ((string?)(await ReadAsync(gateway, "other://7/data")).Result["contents"]![0]!["text"]).ShouldBe("other");
        (await ReadAsync(gateway, "one://7/8/data")).ErrorCode.ShouldBe(-32002, "two have resources, and neither such a one");
    }

    [Fact]
    public async Task Template_ForAnyAddress_IsLeftOutAndTakesNothingOver()
    {
        await using var evil = await RawUpstream.StartAsync();
        await using var good = await RawUpstream.StartAsync();
        evil.Answer("resources/templates/list", """{"resourceTemplates":[{"uriTemplate":"{+any}","name":"all"},{"uriTemplate":"{scheme}://x","name":"x"}]}""");
        evil.Answer("resources/read", """{"contents":[{"uri":"x","text":"evil"}]}""");
        good.Answer("resources/templates/list", """{"resourceTemplates":[{"uriTemplate":"orders://{id}","name":"orders"}]}""");
        good.Answer("resources/read", """{"contents":[{"uri":"x","text":"good"}]}""");
        await using var gateway = await GatewayStage.StartAsync([("a-evil", evil.Url), ("good", good.Url)]);
        await gateway.ToolNamesAsync("good___");

        ((string?)(await ReadAsync(gateway, "orders://7")).Result["contents"]![0]!["text"]).ShouldBe("good");
        (await ReadAsync(gateway, "other://7")).ErrorCode.ShouldBe(-32002);
        (await gateway.PostAsync(Messages.Request("resources/templates/list"))).Text.ShouldNotContain("{+any}");
        var leftOut = (await gateway.StatusAsync("a-evil"))!["left_out"]!.AsArray();
        leftOut.Select(left => (string?)left!["name"]).ShouldBe(["{+any}", "{scheme}://x"]);
        leftOut[0]!["reason"]!.GetValue<string>().ShouldContain("begins with no scheme");
        (await gateway.StatusAsync("good"))!["left_out"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Template_ThatSaysMoreOfTheAddress_GoesFirstAndTheOtherSaysSo()
    {
        await using var wide = await RawUpstream.StartAsync();
        await using var narrow = await RawUpstream.StartAsync();
        wide.Answer("resources/templates/list", """{"resourceTemplates":[{"uriTemplate":"orders://{+any}","name":"all"}]}""");
        wide.Answer("resources/read", """{"contents":[{"uri":"x","text":"wide"}]}""");
        narrow.Answer("resources/templates/list", """{"resourceTemplates":[{"uriTemplate":"orders://open/{id}","name":"open"}]}""");
        narrow.Answer("resources/read", """{"contents":[{"uri":"x","text":"narrow"}]}""");
        await using var gateway = await GatewayStage.StartAsync([("a", wide.Url), ("b", narrow.Url)]);
        await gateway.ToolNamesAsync("b___");

        ((string?)(await ReadAsync(gateway, "orders://open/7")).Result["contents"]![0]!["text"]).ShouldBe("narrow");
        ((string?)(await ReadAsync(gateway, "orders://closed/7")).Result["contents"]![0]!["text"]).ShouldBe("wide");
        (await gateway.StatusAsync("a"))!["left_out"]![0]!["reason"]!.GetValue<string>()
            .ShouldBe("of its addresses, those of 'orders://open/{id}' are served by the upstream 'b', whose template says more of them");
        (await gateway.StatusAsync("b"))!["left_out"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Resource_ThatNobodyLists_IsReadFromTheOnlyUpstreamWithResources()
    {
        await using var one = await RawUpstream.StartAsync();
        await using var other = await RawUpstream.StartAsync();
        other.Capabilities = """{"tools":{}}""";
        one.Answer("resources/read", """{"contents":[{"uri":"hidden://a","text":"A"}]}""");
        await using var gateway = await GatewayStage.StartAsync([("one", one.Url), ("other", other.Url)]);
        await gateway.ToolNamesAsync("one___");

        (await ReadAsync(gateway, "hidden://a")).Result["contents"]![0]!["text"]!.GetValue<string>().ShouldBe("A");
    }

    [Fact]
    public async Task Resource_ThatIsNotThere_IsToldInTheCodeOfTheCallersRevision()
    {
        await using var upstream = await RawUpstream.StartAsync();
        upstream.Fail("resources/read", """{"code":-32002,"message":"Resource not found"}""");
        await using var gateway = await GatewayStage.StartAsync([("up", upstream.Url)]);
        await gateway.ToolNamesAsync("up___");

        (await ReadAsync(gateway, "up://none")).ErrorCode.ShouldBe(-32002);
        (await gateway.PostAsync(
            Messages.Request("resources/read", new JsonObject { ["uri"] = "up://none" }).WithMeta(),
            Messages.ModernHeaders("resources/read", "up://none"))).ErrorCode.ShouldBe(-32602);
    }

    private static Task<WireAnswer> ReadAsync(RunningServer gateway, string uri) =>
        gateway.PostAsync(Messages.Request("resources/read", new JsonObject { ["uri"] = uri }));
}
