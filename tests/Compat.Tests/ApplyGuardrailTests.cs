using Amazon.BedrockRuntime;
using Amazon.BedrockRuntime.Model;

namespace AgentStack.Compat.Tests;

public sealed class ApplyGuardrailTests
{
    private const string Translation =
        """
        {"premises":[{"logic":"p","naturalLanguage":"P"}],"claims":[{"logic":"c","naturalLanguage":"C"}],
        "untranslatedPremises":[{"text":"up"}],"untranslatedClaims":[{"text":"uc"}],"confidence":0.5}
        """;

    private const string Rules = """[{"identifier":"abcdefghijkl","policyVersionArn":"arn:p:1"}]""";

    private const string Scenario = """{"statements":[{"logic":"s","naturalLanguage":"S"}]}""";

    private static readonly string Answer =
        """
        {"usage":{"topicPolicyUnits":1,"contentPolicyUnits":2,"wordPolicyUnits":3,"sensitiveInformationPolicyUnits":4,
        "sensitiveInformationPolicyFreeUnits":5,"contextualGroundingPolicyUnits":6,"contentPolicyImageUnits":7,
        "automatedReasoningPolicyUnits":8,"automatedReasoningPolicies":9},"action":"GUARDRAIL_INTERVENED","actionReason":"why",
        "outputs":[{"text":"masked"}],"assessments":[{
        "topicPolicy":{"topics":[{"name":"t","type":"DENY","action":"BLOCKED","detected":true}]},
        "contentPolicy":{"filters":[{"type":"PROMPT_ATTACK","confidence":"LOW","filterStrength":"HIGH","action":"NONE","detected":true}]},
        "wordPolicy":{"customWords":[{"match":"w","action":"BLOCKED"}],"managedWordLists":[{"match":"m","type":"PROFANITY","action":"NONE"}]},
        "sensitiveInformationPolicy":{"piiEntities":[{"match":"e","type":"EMAIL","action":"ANONYMIZED"}],
        "regexes":[{"name":"r","match":"x","regex":"x+","action":"BLOCKED"}]},
        "contextualGroundingPolicy":{"filters":[{"type":"RELEVANCE","threshold":0.5,"score":0.25,"action":"BLOCKED","detected":true}]},
        "automatedReasoningPolicy":{"findings":[
        {"valid":{"translation":$Translation,"claimsTrueScenario":$Scenario,"supportingRules":$Rules,
        "logicWarning":{"type":"ALWAYS_TRUE","premises":[],"claims":[{"logic":"l"}]}}},
        {"invalid":{"translation":$Translation,"contradictingRules":$Rules}},
        {"satisfiable":{"translation":$Translation,"claimsTrueScenario":$Scenario,"claimsFalseScenario":$Scenario}},
        {"impossible":{"translation":$Translation,"contradictingRules":$Rules}},
        {"translationAmbiguous":{"options":[{"translations":[$Translation]}],"differenceScenarios":[$Scenario]}},
        {"tooComplex":{}},{"noTranslations":{}}]},
        "invocationMetrics":{"guardrailProcessingLatency":11,"guardrailCoverage":{"textCharacters":{"guarded":1,"total":2},"images":{"guarded":0,"total":1}}},
        "appliedGuardrailDetails":{"guardrailId":"abc","guardrailVersion":"1","guardrailArn":"arn:g","guardrailOrigin":["REQUEST"],"guardrailOwnership":"SELF"}}],
        "guardrailCoverage":{"textCharacters":{"guarded":1,"total":2}}}
        """
        .Replace("$Translation", Translation, StringComparison.Ordinal)
        .Replace("$Rules", Rules, StringComparison.Ordinal)
        .Replace("$Scenario", Scenario, StringComparison.Ordinal);

    [Fact]
    public async Task ApplyGuardrail_OfEveryMember_IsWrittenAsTheModelHasIt()
    {
        await using var server = await WireServer.AnsweringAsync("{}");
        using var client = BedrockClients.For(server);

        await client.ApplyGuardrailAsync(
            new ApplyGuardrailRequest
            {
                GuardrailIdentifier = "abc",
                GuardrailVersion = "DRAFT",
                Source = GuardrailContentSource.OUTPUT,
                OutputScope = GuardrailOutputScope.FULL,
                Content =
                [
                    new GuardrailContentBlock { Text = new GuardrailTextBlock { Text = "q", Qualifiers = ["query"] } },
                    new GuardrailContentBlock { Text = new GuardrailTextBlock { Text = "a", Qualifiers = ["guard_content"] } },
                ],
            },
            TestContext.Current.CancellationToken);

        var request = server.Requests.Single();
        request.Target.ShouldBe("/guardrail/abc/version/DRAFT/apply");
        request.Body.ShouldBe(
            """{"source":"OUTPUT","content":[{"text":{"text":"q","qualifiers":["query"]}},{"text":{"text":"a","qualifiers":["guard_content"]}}],"outputScope":"FULL"}""");
    }

    [Fact]
    public async Task ApplyGuardrail_OfEveryAssessment_IsReadAsTheModelHasIt()
    {
        await using var server = await WireServer.AnsweringAsync(Answer);
        using var client = BedrockClients.For(server);

        var answer = await ApplyAsync(client);

        answer.Action.ShouldBe(GuardrailAction.GUARDRAIL_INTERVENED);
        answer.Outputs.Single().Text.ShouldBe("masked");
        answer.Usage.AutomatedReasoningPolicyUnits.ShouldBe(8);
        answer.GuardrailCoverage.TextCharacters.Total.ShouldBe(2);
        var assessment = answer.Assessments.Single();
        assessment.TopicPolicy.Topics.Single().Action.ShouldBe(GuardrailTopicPolicyAction.BLOCKED);
        assessment.ContentPolicy.Filters.Single().FilterStrength.ShouldBe(GuardrailContentFilterStrength.HIGH);
        assessment.WordPolicy.CustomWords.Single().Match.ShouldBe("w");
        assessment.WordPolicy.ManagedWordLists.Single().Type.ShouldBe(GuardrailManagedWordType.PROFANITY);
        assessment.SensitiveInformationPolicy.PiiEntities.Single().Action.ShouldBe(GuardrailSensitiveInformationPolicyAction.ANONYMIZED);
        assessment.SensitiveInformationPolicy.Regexes.Single().Regex.ShouldBe("x+");
        assessment.ContextualGroundingPolicy.Filters.Single().Score.ShouldBe(0.25);
        assessment.InvocationMetrics.GuardrailCoverage.Images.Total.ShouldBe(1);
        assessment.AppliedGuardrailDetails.GuardrailOrigin.ShouldBe(["REQUEST"]);
        assessment.AppliedGuardrailDetails.GuardrailOwnership.ShouldBe(GuardrailOwnership.SELF);
    }

    [Fact]
    public async Task ApplyGuardrail_OfEveryFindingOfAutomatedReasoning_IsReadAsTheModelHasIt()
    {
        await using var server = await WireServer.AnsweringAsync(Answer);
        using var client = BedrockClients.For(server);

        var findings = (await ApplyAsync(client)).Assessments.Single().AutomatedReasoningPolicy.Findings;

        findings.Count.ShouldBe(7);
        findings[0].Valid.SupportingRules.Single().Identifier.ShouldBe("abcdefghijkl");
        findings[0].Valid.ClaimsTrueScenario.Statements.Single().NaturalLanguage.ShouldBe("S");
        findings[0].Valid.LogicWarning.Type.ShouldBe(GuardrailAutomatedReasoningLogicWarningType.ALWAYS_TRUE);
        findings[1].Invalid.Translation.UntranslatedClaims.Single().Text.ShouldBe("uc");
        findings[1].Invalid.ContradictingRules.Single().PolicyVersionArn.ShouldBe("arn:p:1");
        findings[2].Satisfiable.ClaimsFalseScenario.Statements.Single().Logic.ShouldBe("s");
        findings[3].Impossible.Translation.Confidence.ShouldBe(0.5);
        findings[4].TranslationAmbiguous.Options.Single().Translations.Single().Claims.Single().Logic.ShouldBe("c");
        findings[4].TranslationAmbiguous.DifferenceScenarios.Single().Statements.Single().Logic.ShouldBe("s");
        findings[5].TooComplex.ShouldNotBeNull();
        findings[6].NoTranslations.ShouldNotBeNull();
    }

    private static Task<ApplyGuardrailResponse> ApplyAsync(AmazonBedrockRuntimeClient client) => client.ApplyGuardrailAsync(
        new ApplyGuardrailRequest { GuardrailIdentifier = "abc", GuardrailVersion = "1", Source = "OUTPUT" },
        TestContext.Current.CancellationToken);
}
