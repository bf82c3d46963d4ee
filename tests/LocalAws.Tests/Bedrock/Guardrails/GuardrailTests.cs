using System.Net;
using System.Text.Json.Nodes;
using AgentStack.LocalAws.Bedrock.Guardrails;
using AgentStack.LocalAws.Bedrock.Scripting;

namespace AgentStack.LocalAws.Tests.Bedrock.Guardrails;

public sealed class GuardrailTests
{
    private static readonly GuardrailPolicy Policy = new("abc123")
    {
        Words = ["moonshine"],
        Topics = [new DeniedTopic("Investments", "buy shares", "stock tips")],
        Pii = [new PiiRule("EMAIL", SensitiveDataAction.Mask), new PiiRule("US_SOCIAL_SECURITY_NUMBER", SensitiveDataAction.Block)],
        Regexes = [new RegexRule("ticket", @"T-\d{4}", SensitiveDataAction.Mask)],
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Any stock tips?", "topicPolicy", "topics", "name", "Investments")]
    [InlineData("Where is MOONSHINE sold?", "wordPolicy", "customWords", "match", "MOONSHINE")]
    [InlineData("I am 078-05-1120", "sensitiveInformationPolicy", "piiEntities", "type", "US_SOCIAL_SECURITY_NUMBER")]
    public async Task Prompt_ThatAPolicyDenies_IsAnsweredByTheGuardrailAndNeverReachesTheModel(
        string prompt, string policy, string list, string member, string value)
    {
        await using var host = await StartAsync();
        var answer = await AskAsync(host, prompt);

        Text(answer).ShouldBe(Policy.BlockedInputMessage);
        answer["stopReason"]!.GetValue<string>().ShouldBe("guardrail_intervened");
        answer["usage"]!["totalTokens"]!.GetValue<int>().ShouldBe(0);
        var finding = answer["trace"]!["guardrail"]!["inputAssessment"]!["abc123"]![policy]![list]![0]!;
        finding[member]!.GetValue<string>().ShouldBe(value);
        finding["action"]!.GetValue<string>().ShouldBe("BLOCKED");
        host.Model.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Prompt_ThatWasBlockedOnce_BlocksEveryLaterTurnThatStillHoldsIt()
    {
        await using var host = await StartAsync();
        var request = Request(
            Requests.User("Any stock tips?"), Requests.Message("assistant", new JsonObject { ["text"] = "No." }), Requests.User("hello"));
        var answer = await PostAsync(host, request);

        answer["stopReason"]!.GetValue<string>().ShouldBe("guardrail_intervened");
    }

    [Fact]
    public async Task Answer_WithSensitiveData_IsMasked()
    {
        await using var host = await StartAsync();
        host.Model.Enqueue(new ModelReply().Say("Write to ann@exa", "mple.org about T-1234."));
        var answer = await AskAsync(host, "Whom do I ask?");

        Text(answer).ShouldBe("Write to {EMAIL} about {ticket}.");
        var found = answer["trace"]!["guardrail"]!["outputAssessments"]!["abc123"]![0]!["sensitiveInformationPolicy"]!;
        found["piiEntities"]![0]!["match"]!.GetValue<string>().ShouldBe("ann@example.org");
        found["piiEntities"]![0]!["action"]!.GetValue<string>().ShouldBe("ANONYMIZED");
        found["regexes"]![0]!["name"]!.GetValue<string>().ShouldBe("ticket");
    }

    [Fact]
    public async Task Answer_ThatAPolicyDenies_IsReplaced()
    {
        await using var host = await StartAsync();
        host.Model.Enqueue(new ModelReply().Say("Drink ", "moonshine"));
        var answer = await AskAsync(host, "What is good?");

        Text(answer).ShouldBe(Policy.BlockedOutputMessage);
        answer["stopReason"]!.GetValue<string>().ShouldBe("guardrail_intervened");
        answer["trace"]!["guardrail"]!["modelOutput"]![0]!.GetValue<string>().ShouldBe("Drink moonshine");
    }

    [Fact]
    public async Task Stream_InAsyncMode_SaysWhatItSaysBeforeItIsBlocked()
    {
        await using var host = await StartAsync();
        host.Model.Enqueue(new ModelReply().Say("I like ", "moonshine", " best"));
        var request = Request(Requests.User("hello"));
        request["guardrailConfig"]!["streamProcessingMode"] = "async";
        using var response = await host.PostAsync(Requests.StreamPath, request.ToJsonString(), Token);
        var frames = await Frames.ReadAsync(response, Token);

        string.Concat(frames.Select(frame => frame.Payload["delta"]?["text"]?.GetValue<string>()))
            .ShouldBe("I like moonshine" + Policy.BlockedOutputMessage);
        frames[^2].Payload["stopReason"]!.GetValue<string>().ShouldBe("guardrail_intervened");
        frames[^1].Payload["trace"]!["guardrail"]!["outputAssessments"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Text_OutsideTheGuardedBlocks_IsNotLookedAt()
    {
        await using var host = await StartAsync();
        host.Model.Enqueue(new ModelReply().Say("fine"));
        var guarded = new JsonObject { ["guardContent"] = new JsonObject { ["text"] = new JsonObject { ["text"] = "harmless" } } };
        var answer = await PostAsync(host, Request(Requests.Message("user", new JsonObject { ["text"] = "stock tips" }, guarded)));

        Text(answer).ShouldBe("fine");
    }

    [Fact]
    public async Task Tools_AndTheirResults_AreNotLookedAt()
    {
        await using var host = await StartAsync();
        host.Model.Enqueue(new ModelReply().Call("find", new { query = "stock tips" }));
        var answer = await AskAsync(host, "hello", """{"tools":[{"toolSpec":{"name":"find","inputSchema":{"json":{"type":"object"}}}}]}""");

        answer["stopReason"]!.GetValue<string>().ShouldBe("tool_use");
    }

    [Theory]
    [InlineData("""{"guardrailIdentifier":"other","guardrailVersion":"1"}""", "does not exist")]
    [InlineData("""{"guardrailIdentifier":"abc123","guardrailVersion":"7"}""", "does not exist")]
    [InlineData("""{"guardrailIdentifier":"abc123"}""", "guardrailConfig.guardrailVersion")]
    [InlineData("""{"guardrailIdentifier":"ABC!","guardrailVersion":"1"}""", "regular expression")]
    [InlineData("""{"guardrailIdentifier":"abc123","guardrailVersion":"1","trace":"loud"}""", "enum value set")]
    public async Task Config_ThatNamesNoGuardrail_IsRefused(string config, string words)
    {
        await using var host = await StartAsync();
        var request = Request(Requests.User("hello"));
        request["guardrailConfig"] = JsonNode.Parse(config);
        using var response = await host.PostAsync(Requests.Path, request.ToJsonString(), Token);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync(Token)).ShouldContain(words);
    }

    [Fact]
    public async Task Config_ByArnAndWithoutTrace_GuardsAndSaysNothingOfIt()
    {
        await using var host = await StartAsync();
        var request = Request(Requests.User("stock tips"));
        request["guardrailConfig"] = JsonNode.Parse(
            """{"guardrailIdentifier":"arn:aws:bedrock:us-east-1:123456789012:guardrail/abc123","guardrailVersion":"DRAFT"}""");
        var answer = await PostAsync(host, request);

        Text(answer).ShouldBe(Policy.BlockedInputMessage);
        answer.ContainsKey("trace").ShouldBeFalse();
    }

    [Fact]
    public void Put_OfAKindOfDataThatNobodyKnows_IsRefused() =>
        Should.Throw<ArgumentException>(() => new GuardrailBook().Put(
            new GuardrailPolicy("x") { Pii = [new PiiRule("SHOE_SIZE", SensitiveDataAction.Mask)] })).Message.ShouldContain("EMAIL");

    private static async Task<BedrockHost> StartAsync()
    {
        var host = await BedrockHost.StartAsync();
        host.Guardrails.Put(Policy);
        return host;
    }

    private static Task<JsonObject> AskAsync(BedrockHost host, string prompt, string? tools = null)
    {
        var request = Request(Requests.User(prompt));
        if (tools is not null)
            request["toolConfig"] = JsonNode.Parse(tools);

        return PostAsync(host, request);
    }

    private static JsonObject Request(params JsonObject[] messages)
    {
        var request = JsonNode.Parse(Requests.Conversation(messages))!.AsObject();
        request["guardrailConfig"] = JsonNode.Parse("""{"guardrailIdentifier":"abc123","guardrailVersion":"1","trace":"enabled"}""");
        return request;
    }

    private static async Task<JsonObject> PostAsync(BedrockHost host, JsonObject request)
    {
        using var response = await host.PostAsync(Requests.Path, request.ToJsonString(), Token);
        var text = await response.Content.ReadAsStringAsync(Token);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonNode.Parse(text)!.AsObject();
    }

    private static string Text(JsonObject answer) => answer["output"]!["message"]!["content"]![0]!["text"]!.GetValue<string>();
}
