using System.Text.Json.Nodes;
using AgentStack.LocalAws.Bedrock.Guardrails;

namespace AgentStack.McpServer.Tests.Guardrails;

public sealed class ValidateContentTests
{
    private static readonly GuardrailPolicy Everything = new("shop")
    {
        Topics = [new DeniedTopic("Investments", "stock tips")],
        Filters = [new ContentFilter("INSULTS", "idiot"), new ContentFilter("VIOLENCE", "punch") { DetectOnly = true }],
        Words = ["forbidden"],
        Profanities = ["darn"],
        Pii = [new PiiRule("EMAIL", SensitiveDataAction.Mask), new PiiRule("IP_ADDRESS", SensitiveDataAction.Detect)],
        Regexes = [new RegexRule("ticket", @"T-\d{4}", SensitiveDataAction.Block)],
        Grounding = [new GroundingFilter("GROUNDING", 0.7), new GroundingFilter("RELEVANCE", 0.1)],
        BlockedOutputMessage = "No answer.",
    };

    [Theory]
    [InlineData("Here are stock tips.", """{"policy":"topic","effect":"blocked","type":"DENY","name":"Investments"}""")]
    [InlineData("You idiot.", """{"policy":"content","effect":"blocked","type":"INSULTS","confidence":"HIGH","strength":"HIGH"}""")]
    [InlineData("It is forbidden.", """{"policy":"word","effect":"blocked","match":"forbidden"}""")]
    [InlineData("Well, darn.", """{"policy":"word","effect":"blocked","type":"PROFANITY","match":"darn"}""")]
    [InlineData("It is T-1234.", """{"policy":"pii","effect":"blocked","name":"ticket","match":"T-1234","pattern":"T-\\d{4}"}""")]
    public async Task Content_ThatAPolicyBlocks_IsToldWithThePolicyAndTheMessageInItsPlace(string content, string finding)
    {
        await using var stage = await GuardrailStage.StartAsync([Everything]);

        var answer = await stage.ValidateAsync(content);

        var report = answer.Result["structuredContent"]!;
        Word(report, "outcome").ShouldBe("blocked");
        Word(report, "action").ShouldBe("GUARDRAIL_INTERVENED");
        Word(report, "output").ShouldBe("No answer.");
        ((bool)report["is_valid"]!).ShouldBeFalse();
        JsonNode.DeepEquals(report["blocked"]!.AsArray().ShouldHaveSingleItem(), JsonNode.Parse(finding)).ShouldBeTrue(answer.Text);
        answer.ToolText.ShouldStartWith("Blocked");
    }

    [Fact]
    public async Task Content_ThatIsMasked_IsToldApartFromWhatIsBlocked()
    {
        await using var stage = await GuardrailStage.StartAsync([Everything]);

        var answer = await stage.ValidateAsync("Write to bob@example.com.");

        var report = answer.Result["structuredContent"]!;
        Word(report, "outcome").ShouldBe("masked");
        Word(report, "action").ShouldBe("GUARDRAIL_INTERVENED");
        Word(report, "output").ShouldBe("Write to {EMAIL}.");
        report["blocked"]!.AsArray().ShouldBeEmpty();
        Word(report["masked"]!.AsArray().ShouldHaveSingleItem()!, "match").ShouldBe("bob@example.com");
        answer.ToolText.ShouldContain("Write to {EMAIL}.");
    }

    [Theory]
    [InlineData("They punch holes.", "VIOLENCE")]
    [InlineData("It is 10.0.0.1.", "IP_ADDRESS")]
    public async Task Content_ThatIsOnlyDetected_IsValidAndToldAsSuch(string content, string type)
    {
        await using var stage = await GuardrailStage.StartAsync([Everything]);

        var report = (await stage.ValidateAsync(content)).Result["structuredContent"]!;

        Word(report, "outcome").ShouldBe("valid");
        Word(report, "output").ShouldBe(content);
        Word(report["detected"]!.AsArray().ShouldHaveSingleItem()!, "type").ShouldBe(type);
    }

    [Theory]
    [InlineData("The bank opens at nine.", "valid")]
    [InlineData("Elephants dance during moonlit weekends.", "blocked")]
    public async Task Content_WithAGroundingSource_IsHeldAgainstIt(string content, string outcome)
    {
        await using var stage = await GuardrailStage.StartAsync([Everything]);

        var report = (await stage.ValidateAsync(content, query: "When does the bank open?", source: "The bank opens at nine.")).Result["structuredContent"]!;

        Word(report, "outcome").ShouldBe(outcome);
        ((int)report["usage"]!["contextual_grounding_policy_units"]!).ShouldBe(1);
        if (outcome == "blocked")
        {
            ((double)report["blocked"]![0]!["threshold"]!).ShouldBe(0.7);
            ((double)report["blocked"]![0]!["score"]!).ShouldBe(0);
        }
    }

    [Fact]
    public async Task Content_LongerThanACall_IsCheckedInPartsAndMerged()
    {
        await using var stage = await GuardrailStage.StartAsync([Everything], ("Guardrails:MaxCharacters", "100"));
        var sentence = "This sentence has some forty characters. ";
        var content = string.Concat(Enumerable.Repeat(sentence, 10)) + "Write to bob@example.com. " + string.Concat(Enumerable.Repeat(sentence, 10));

        var report = (await stage.ValidateAsync(content)).Result["structuredContent"]!;

        Word(report, "output").ShouldBe(content.Replace("bob@example.com", "{EMAIL}", StringComparison.Ordinal));
        ((int)report["parts"]!).ShouldBeGreaterThan(5);
        ((int)report["usage"]!["calls"]!).ShouldBe((int)report["parts"]!);
        ((int)report["usage"]!["characters_guarded"]!).ShouldBe(content.Length);
        report["masked"]!.AsArray().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Content_OfWhichOnePartIsBlocked_IsBlocked()
    {
        await using var stage = await GuardrailStage.StartAsync([Everything], ("Guardrails:MaxCharacters", "100"));

        var report = (await stage.ValidateAsync(new string('a', 250) + " forbidden")).Result["structuredContent"]!;

        Word(report, "outcome").ShouldBe("blocked");
        Word(report, "output").ShouldBe("No answer.");
    }

    [Theory]
    [InlineData("SHOP", "DRAFT", "\"guardrail_id\"")]
    [InlineData("", "DRAFT", "\"guardrail_id\"")]
    [InlineData("../x", "DRAFT", "\"guardrail_id\"")]
    [InlineData("arn:aws:bedrock:us-east-1:1:guardrail/shop", "DRAFT", "\"guardrail_id\"")]
    [InlineData("shop", "0", "\"guardrail_version\"")]
    [InlineData("shop", "draft", "\"guardrail_version\"")]
    [InlineData("nobody", "DRAFT", "There is no guardrail nobody version DRAFT in us-east-1. Call list_guardrails")]
    [InlineData("shop", "77", "There is no guardrail shop version 77 in us-east-1")]
    public async Task Guardrail_ThatIsNone_IsToldWithTheRemedy(string id, string version, string told)
    {
        await using var stage = await GuardrailStage.StartAsync([Everything]);

        var answer = await stage.CallAsync(
            "validate_content", new() { ["guardrail_id"] = id, ["content"] = "Hello.", ["guardrail_version"] = version });

        answer.IsToolError.ShouldBeTrue();
        answer.ToolText.ShouldContain(told);
    }

    [Fact]
    public async Task Guardrail_NamedByArn_IsFound()
    {
        await using var stage = await GuardrailStage.StartAsync([Everything]);

        (await stage.ValidateAsync("Hello.", "arn:aws:bedrock:us-east-1:123456789012:guardrail/shop")).IsToolError.ShouldBeFalse();
    }

    [Fact]
    public async Task Content_ThatIsBlank_IsRefusedBeforeACall()
    {
        await using var stage = await GuardrailStage.StartAsync([Everything]);

        (await stage.ValidateAsync("  \n")).ToolText.ShouldContain("\"content\" is blank");
    }

    private static string? Word(JsonNode report, string member) => (string?)report[member];
}
