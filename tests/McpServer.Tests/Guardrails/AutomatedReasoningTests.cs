using AgentStack.LocalAws.Bedrock.Guardrails;

namespace AgentStack.McpServer.Tests.Guardrails;

public sealed class AutomatedReasoningTests
{
    private const string Arn = "arn:aws:bedrock:us-east-1:123456789012:automated-reasoning-policy/abcdefghijkl:1";

    private static readonly GuardrailPolicy Policy = new("shop")
    {
        Reasoning = new ReasoningPolicy(Arn)
        {
            Rules =
            [
                Rule(ReasoningKind.Valid, "30 days"),
                Rule(ReasoningKind.Invalid, "60 days"),
                Rule(ReasoningKind.Satisfiable, "returned"),
                Rule(ReasoningKind.Impossible, "yesterday and tomorrow"),
                Rule(ReasoningKind.TranslationAmbiguous, "soon"),
                Rule(ReasoningKind.TooComplex, "whereas"),
            ],
        },
    };

    [Theory]
    [InlineData("Within 30 days.", "valid", "valid", null)]
    [InlineData("Within 60 days.", "invalid", "invalid", "it contradicts rule rule00000001 of abcdefghijkl:1")]
    [InlineData("It can be returned.", "satisfiable", "unproven", "it is true when it is new and false when it is old")]
    [InlineData("Bought yesterday and tomorrow.", "impossible", "invalid", "it contradicts itself or rule rule00000001")]
    [InlineData("Quite soon.", "translation_ambiguous", "unproven", "it can mean (given it is sold: in an hour), or (given it is sold: in a week)")]
    [InlineData("Whereas and whereas.", "too_complex", "unproven", "fewer and shorter sentences")]
    [InlineData("Hello.", "no_translations", "unproven", "in the words of the policy")]
    public async Task Claims_OfEveryKind_AreToldWithWhatToDo(string content, string kind, string outcome, string? suggestion)
    {
        await using var stage = await GuardrailStage.StartAsync([Policy]);

        var answer = await stage.ValidateAsync(content);

        var report = answer.Result["structuredContent"]!;
        var finding = report["automated_reasoning"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)finding["kind"]).ShouldBe(kind);
        ((string?)report["outcome"]).ShouldBe(outcome);
        ((string?)report["action"]).ShouldBe("NONE");
        ((bool)report["is_valid"]!).ShouldBe(outcome == "valid");
        ((int)report["usage"]!["automated_reasoning_policies"]!).ShouldBe(1);
        if (suggestion is null)
        {
            finding["suggestion"].ShouldBeNull();
            ((string?)finding["supporting_rules"]![0]!["policy_arn"]).ShouldBe(Arn);
        }
        else
        {
            ((string)finding["suggestion"]!).ShouldContain(suggestion);
            answer.ToolText.ShouldContain(suggestion);
        }
    }

    [Fact]
    public async Task Claims_Translated_AreToldWithTheirPremises()
    {
        await using var stage = await GuardrailStage.StartAsync([Policy]);

        var report = (await stage.ValidateAsync("Within 60 days.")).Result["structuredContent"]!;

        var translation = report["automated_reasoning"]![0]!["translation"]!;
        ((string?)translation["premises"]![0]!["text"]).ShouldBe("it is sold");
        ((string?)translation["claims"]![0]!["logic"]).ShouldBe("it_goes_back");
        ((string?)translation["untranslated_claims"]![0]).ShouldBe("with love");
        ((double)translation["confidence"]!).ShouldBe(0.95);
        ((string?)report["automated_reasoning"]![0]!["logic_warning"]!["type"]).ShouldBe("ALWAYS_FALSE");
    }

    [Fact]
    public async Task Claims_OfWhichOneIsWrong_AreInvalidAltogether()
    {
        await using var stage = await GuardrailStage.StartAsync([Policy]);

        var report = (await stage.ValidateAsync("Within 30 days. Within 60 days.")).Result["structuredContent"]!;

        ((string?)report["outcome"]).ShouldBe("invalid");
        report["automated_reasoning"]!.AsArray().Count.ShouldBe(2);
    }

    private static ReasoningRule Rule(ReasoningKind kind, string phrase) => new(kind, phrase)
    {
        Premise = "it is sold",
        Claim = "it goes back",
        TrueWhen = "it is new",
        FalseWhen = "it is old",
        Readings = ["in an hour", "in a week"],
        Untranslated = ["with love"],
        LogicWarning = kind is ReasoningKind.Invalid ? "ALWAYS_FALSE" : null,
    };
}
