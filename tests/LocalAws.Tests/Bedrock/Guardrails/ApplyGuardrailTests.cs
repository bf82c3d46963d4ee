using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AgentStack.LocalAws.Bedrock.Guardrails;

namespace AgentStack.LocalAws.Tests.Bedrock.Guardrails;

public sealed class ApplyGuardrailTests
{
    private const string Path = "/guardrail/abc123/version/1/apply";

    [Fact]
    public async Task Guardrail_AppliedToAHarmlessText_DoesNothing()
    {
        await using var host = await BedrockHost.StartAsync();
        host.Guardrails.Put(new GuardrailPolicy("abc123") { Words = ["forbidden"] });

        var (status, body) = await ApplyAsync(host, Path, Request("Hello."));

        status.ShouldBe(HttpStatusCode.OK);
        ((string?)body["action"]).ShouldBe("NONE");
        body["outputs"]!.AsArray().ShouldBeEmpty();
        ((int?)body["usage"]!["wordPolicyUnits"]).ShouldBe(1);
    }

    [Theory]
    [InlineData("INPUT", "No question.")]
    [InlineData("OUTPUT", "No answer.")]
    public async Task Guardrail_AppliedToAForbiddenText_AnswersInItsPlace(string source, string told)
    {
        await using var host = await BedrockHost.StartAsync();
        host.Guardrails.Put(new GuardrailPolicy("abc123")
        {
            Words = ["forbidden"],
            BlockedInputMessage = "No question.",
            BlockedOutputMessage = "No answer.",
        });

        var (_, body) = await ApplyAsync(host, Path, Request("It is forbidden.", source));

        ((string?)body["action"]).ShouldBe("GUARDRAIL_INTERVENED");
        ((string?)body["outputs"]![0]!["text"]).ShouldBe(told);
        ((string?)body["assessments"]![0]!["wordPolicy"]!["customWords"]![0]!["match"]).ShouldBe("forbidden");
    }

    [Fact]
    public async Task Guardrail_ThatMasks_AnswersWithTheMaskedText()
    {
        await using var host = await BedrockHost.StartAsync();
        host.Guardrails.Put(new GuardrailPolicy("abc123") { Pii = [new PiiRule("EMAIL", SensitiveDataAction.Mask)] });

        var (_, body) = await ApplyAsync(host, Path, Request("Write to alice@example.com."));

        ((string?)body["action"]).ShouldBe("GUARDRAIL_INTERVENED");
        ((string?)body["outputs"]![0]!["text"]).ShouldBe("Write to {EMAIL}.");
    }

    [Theory]
    [InlineData("You idiot", "contentPolicy", """{"filters":[{"type":"INSULTS","confidence":"MEDIUM","filterStrength":"HIGH","action":"BLOCKED","detected":true}]}""")]
    [InlineData("I punch", "contentPolicy", """{"filters":[{"type":"VIOLENCE","confidence":"LOW","filterStrength":"LOW","action":"NONE","detected":true}]}""")]
    [InlineData("oh darn", "wordPolicy", """{"customWords":[],"managedWordLists":[{"match":"darn","action":"BLOCKED","detected":true,"type":"PROFANITY"}]}""")]
    [InlineData("at 10.0.0.1", "sensitiveInformationPolicy", """{"piiEntities":[{"type":"IP_ADDRESS","match":"10.0.0.1","action":"NONE","detected":true}],"regexes":[]}""")]
    public async Task Guardrail_OfEveryPolicy_AssessesAsTheModelHasIt(string text, string policy, string assessment)
    {
        await using var host = await BedrockHost.StartAsync();
        host.Guardrails.Put(new GuardrailPolicy("abc123")
        {
            Filters = [new ContentFilter("INSULTS", "idiot") { Confidence = "MEDIUM" }, new ContentFilter("VIOLENCE", "punch") { Confidence = "LOW", Strength = "LOW" }],
            Profanities = ["darn"],
            Pii = [new PiiRule("IP_ADDRESS", SensitiveDataAction.Detect)],
        });

        var (_, body) = await ApplyAsync(host, Path, Request(text));

        JsonNode.DeepEquals(body["assessments"]![0]![policy], JsonNode.Parse(assessment)).ShouldBeTrue(body.ToJsonString());
        ((string?)body["action"]).ShouldBe(assessment.Contains("BLOCKED") ? "GUARDRAIL_INTERVENED" : "NONE");
    }

    [Theory]
    [InlineData("good", "valid", "translation", "claimsTrueScenario", "supportingRules")]
    [InlineData("bad", "invalid", "translation", "contradictingRules")]
    [InlineData("maybe", "satisfiable", "translation", "claimsTrueScenario", "claimsFalseScenario")]
    [InlineData("never", "impossible", "translation", "contradictingRules")]
    [InlineData("vague", "translationAmbiguous", "options", "differenceScenarios")]
    [InlineData("long", "tooComplex")]
    [InlineData("else", "noTranslations")]
    public async Task Guardrail_WithAutomatedReasoning_FindsEveryKindAndNeverIntervenes(string text, string kind, params string[] members)
    {
        await using var host = await BedrockHost.StartAsync();
        host.Guardrails.Put(new GuardrailPolicy("abc123")
        {
            Reasoning = new ReasoningPolicy("arn:p")
            {
                Rules =
                [
                    Rule(ReasoningKind.Valid, "good"), Rule(ReasoningKind.Invalid, "bad"), Rule(ReasoningKind.Satisfiable, "maybe"),
                    Rule(ReasoningKind.Impossible, "never"), Rule(ReasoningKind.TranslationAmbiguous, "vague"), Rule(ReasoningKind.TooComplex, "long"),
                ],
            },
        });

        var (_, body) = await ApplyAsync(host, Path, Request(text));

        var finding = body["assessments"]![0]!["automatedReasoningPolicy"]!["findings"]!.AsArray().ShouldHaveSingleItem()!.AsObject().ShouldHaveSingleItem();
        finding.Key.ShouldBe(kind);
        finding.Value!.AsObject().Select(member => member.Key).ShouldBe(members);
        ((string?)body["action"]).ShouldBe("NONE");
        ((int?)body["usage"]!["automatedReasoningPolicies"]).ShouldBe(1);
    }

    [Fact]
    public async Task Guardrail_WithGrounding_ScoresWhatIsGuardedAndLooksAtNothingElse()
    {
        await using var host = await BedrockHost.StartAsync();
        host.Guardrails.Put(new GuardrailPolicy("abc123") { Words = ["forbidden"], Grounding = [new GroundingFilter("GROUNDING", 0.5)] });
        const string Content =
            """
            {"source":"OUTPUT","content":[{"text":{"text":"forbidden source","qualifiers":["grounding_source"]}},
            {"text":{"text":"forbidden query","qualifiers":["query"]}},{"text":{"text":"elephants","qualifiers":["guard_content"]}}]}
            """;

        var (_, body) = await ApplyAsync(host, Path, Content);

        var assessment = body["assessments"]![0]!;
        assessment["contextualGroundingPolicy"]!.ToJsonString()
            .ShouldBe("""{"filters":[{"type":"GROUNDING","threshold":0.5,"score":0,"action":"BLOCKED","detected":true}]}""");
        assessment["wordPolicy"].ShouldBeNull();
        ((string?)body["action"]).ShouldBe("GUARDRAIL_INTERVENED");
        body["guardrailCoverage"]!["textCharacters"]!.ToJsonString().ShouldBe("""{"guarded":9,"total":40}""");
    }

    [Theory]
    [InlineData("/guardrail/nobody/version/1/apply", "{\"source\":\"INPUT\",\"content\":[]}", 404)]
    [InlineData("/guardrail/abc123/version/9/apply", "{\"source\":\"INPUT\",\"content\":[]}", 404)]
    [InlineData(Path, "{\"source\":\"BOTH\",\"content\":[]}", 400)]
    [InlineData(Path, "{\"source\":\"INPUT\"}", 400)]
    [InlineData(Path, "{\"source\":\"INPUT\",\"content\":[{\"text\":{}}]}", 400)]
    [InlineData(Path, "nonsense", 400)]
    public async Task Guardrail_AskedForWhatMakesNoSense_Refuses(string path, string request, int refusal)
    {
        await using var host = await BedrockHost.StartAsync();
        host.Guardrails.Put(new GuardrailPolicy("abc123"));

        var (status, body) = await ApplyAsync(host, path, request);

        ((int)status).ShouldBe(refusal);
        ((string?)body["message"]).ShouldNotBeNullOrEmpty();
    }

    private static ReasoningRule Rule(ReasoningKind kind, string phrase) => new(kind, phrase) { Claim = "so", TrueWhen = "a", FalseWhen = "b", Readings = ["x", "y"] };

    private static string Request(string text, string source = "INPUT") => new JsonObject
    {
        ["source"] = source,
        ["content"] = new JsonArray(new JsonObject { ["text"] = new JsonObject { ["text"] = text } }),
    }.ToJsonString();

    private static async Task<(HttpStatusCode Status, JsonNode Body)> ApplyAsync(BedrockHost host, string path, string request)
    {
        using var content = new StringContent(request, Encoding.UTF8, "application/json");
        using var response = await host.Client.PostAsync(path, content, TestContext.Current.CancellationToken);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!);
    }
}
