using System.Net;
using System.Text.Json.Nodes;

namespace AgentStack.McpServer.Tests.Gateway;

public sealed class AskingBackTests
{
    private const string Asks =
        """{"resultType":"input_required","inputRequests":{"who":{"method":"elicitation/create","params":{"message":"Who?"}}},"requestState":"s"}""";

    [Fact]
    public async Task Upstream_ThatAsksForInput_IsAnsweredByACallerOfTheNewestRevision()
    {
        await using var upstream = await RawUpstream.StartAsync(isModern: true);
        upstream.Answer("tools/call", request => request["params"]!["inputResponses"] is null ? Asks : """{"resultType":"complete","content":[]}""");
        await using var gateway = await GatewayStage.StartAsync([("up", upstream.Url)]);

        var asked = await gateway.PostAsync(Call(), Headers);
        var retry = Call();
        retry["params"]!["inputResponses"] = JsonNode.Parse("""{"who":{"action":"accept","content":{"name":"Ann"}}}""");
        retry["params"]!["requestState"] = "s";
        var answer = await gateway.PostAsync(retry, Headers);

        ((string?)asked.Result["resultType"]).ShouldBe("input_required", asked.Text);
        ((string?)asked.Result["inputRequests"]!["who"]!["method"]).ShouldBe("elicitation/create");
        ((string?)asked.Result["requestState"]).ShouldBe("s");
        ((string?)answer.Result["resultType"]).ShouldBe("complete");
        var sent = upstream.RequestsOf("tools/call");
        sent.Count.ShouldBe(2);
        sent[1].Params["inputResponses"]!["who"]!["content"]!["name"]!.GetValue<string>().ShouldBe("Ann");
        sent[0].Params["_meta"]!["io.modelcontextprotocol/clientCapabilities"]!.ToJsonString()
            .ShouldBe("""{"elicitation":{"form":{}}}""", "what else the caller can do is not the upstream's to use");
    }

    [Fact]
    public async Task Upstream_ThatNeedsWhatTheCallerCannotDo_TellsTheCaller()
    {
        await using var upstream = await RawUpstream.StartAsync(isModern: true);
        upstream.Fail("tools/call", """{"code":-32021,"message":"Needs sampling","data":{"requiredCapabilities":{"sampling":{}}}}""");
        await using var gateway = await GatewayStage.StartAsync([("up", upstream.Url)]);

        var answer = await gateway.PostAsync(Call(), Headers);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.ErrorCode.ShouldBe(-32021);
        answer.Error["data"]!["requiredCapabilities"]!["sampling"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Upstream_ThatAsksACallerOfBefore_IsToldThatNobodyAnswers()
    {
        await using var upstream = await RawUpstream.StartAsync(isModern: true);
        upstream.Answer("tools/call", Asks);
        await using var gateway = await GatewayStage.StartAsync([("up", upstream.Url)]);

        var answer = await gateway.CallAsync("up___look");

        answer.IsToolError.ShouldBeTrue();
        answer.ToolText.ShouldContain("elicitation");
        upstream.RequestsOf("tools/call").Count.ShouldBe(1);
    }

    private static (string Name, string? Value)[] Headers => Messages.ModernHeaders("tools/call", "up___look");

    private static JsonObject Call()
    {
        var call = Messages.Call("up___look", "{}").WithMeta();
        call["params"]!["_meta"]!["io.modelcontextprotocol/clientCapabilities"] =
            JsonNode.Parse("""{"elicitation":{"form":{}},"extensions":{"io.modelcontextprotocol/tasks":{}}}""");
        return call;
    }
}
