using System.Net;
using System.Text.Json.Nodes;

namespace AgentStack.McpServer.Tests.Protocol;

public sealed class InputRequiredTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Capabilities = "io.modelcontextprotocol/clientCapabilities";

    [Fact]
    [Requirement("V9")]
    public async Task CallTool_ThatAsks_IsAnsweredWithTheQuestionAndThenTheResult()
    {
        var question = (await CallAsync("""{"elicitation":{}}""")).Result;
        var answer = (await CallAsync("""{"elicitation":{}}""", ("inputResponses", """{"who":{"action":"accept","content":{"name":"Ada"}}}"""), ("requestState", "\"s\""))).Result;

        question["resultType"]!.GetValue<string>().ShouldBe("input_required");
        question["inputRequests"]!["who"]!["method"]!.GetValue<string>().ShouldBe("elicitation/create");
        question["requestState"]!.GetValue<string>().ShouldBe("s");
        answer["resultType"]!.GetValue<string>().ShouldBe("complete");
        answer["content"]![0]!["text"]!.GetValue<string>().ShouldBe("Ada s");
    }

    [Fact]
    [Requirement("V9")]
    public async Task CallTool_ThatAsksWhatTheClientCannot_Is400ThatNamesTheCapability()
    {
        var answer = await CallAsync("""{"sampling":{}}""");

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.ErrorCode.ShouldBe(-32021);
        answer.Error["data"]!["requiredCapabilities"]!.ToJsonString().ShouldBe("""{"elicitation":{}}""");
    }

    [Fact]
    [Requirement("V9")]
    public async Task CallTool_ThatAsksALegacyClient_SaysWhichVersionCan()
    {
        var answer = await server.CallAsync("odd_input");

        answer.ErrorCode.ShouldBe(-32602);
        answer.Error["message"]!.GetValue<string>().ShouldContain(Messages.Modern);
    }

    [Theory]
    [InlineData("inputResponses", "7")]
    [InlineData("inputResponses", """{"who":7}""")]
    [InlineData("inputResponses", "[]")]
    [InlineData("requestState", "7")]
    [InlineData("requestState", "{}")]
    public async Task CallTool_AnswersOfAnotherKind_AreInvalidParams(string name, string value) =>
        (await CallAsync("""{"elicitation":{}}""", (name, value))).ErrorCode.ShouldBe(-32602);

    [Fact]
    [Requirement("V9")]
    public async Task GetPrompt_ThatAsks_IsAnsweredWithTheQuestion()
    {
        var message = Messages.Request("prompts/get", new JsonObject { ["name"] = "odd_prompt_question" }).WithMeta();
        message["params"]!["_meta"]![Capabilities] = new JsonObject { ["elicitation"] = new JsonObject() };

        (await server.PostAsync(message, Messages.ModernHeaders("prompts/get", "odd_prompt_question")))
            .Result["resultType"]!.GetValue<string>().ShouldBe("input_required");
    }

    private Task<WireAnswer> CallAsync(string capabilities, params (string Name, string Json)[] more)
    {
        var message = Messages.Call("odd_input").WithMeta();
        message["params"]!["_meta"]![Capabilities] = JsonNode.Parse(capabilities);
        foreach (var (name, json) in more)
            message["params"]![name] = JsonNode.Parse(json);

        return server.PostAsync(message, Messages.ModernHeaders("tools/call", "odd_input"));
    }
}
