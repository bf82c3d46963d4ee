using System.Text.Json.Nodes;
using AgentStack.LocalAws.Bedrock.Guardrails;
using AgentStack.LocalAws.Bedrock.Scripting;

namespace AgentStack.McpServer.Tests.Guardrails;

public sealed class RewriteResponseTests
{
    private static readonly GuardrailPolicy Policy = new("shop")
    {
        Words = ["forbidden"],
        Reasoning = new ReasoningPolicy("arn:aws:bedrock:us-east-1:123456789012:automated-reasoning-policy/abcdefghijkl:1")
        {
            Rules =
            [
                new ReasoningRule(ReasoningKind.Valid, "30 days") { Claim = "30 days" },
                new ReasoningRule(ReasoningKind.Invalid, "60 days", "90 days") { Claim = "more than 30 days" },
            ],
        },
    };

    [Fact]
    public async Task Response_RefusedTwice_EndsValidWithEachAttemptTold()
    {
        await using var stage = await GuardrailStage.StartAsync([Policy]);
        stage.Aws.Model.Enqueue(new ModelReply().Say("Within 60 days, forbidden."), new ModelReply().Say("Within 30 ", "days."));

        var answer = await RewriteAsync(stage, "Within 90 days.");

        var report = answer.Result["structuredContent"]!;
        ((bool)report["is_valid"]!).ShouldBeTrue(answer.Text);
        ((int)report["rewrites"]!).ShouldBe(2);
        ((string?)report["response"]).ShouldBe("Within 30 days.");
        report["failure"].ShouldBeNull();
        report["attempts"]!.AsArray().Select(attempt => (string?)attempt!["response"])
            .ShouldBe(["Within 90 days.", "Within 60 days, forbidden.", "Within 30 days."]);
        report["attempts"]!.AsArray().Select(attempt => (string?)attempt!["report"]!["outcome"]).ShouldBe(["invalid", "blocked", "valid"]);
        answer.ToolText.ShouldStartWith("Valid after 2 rewrites:\nWithin 30 days.");
    }

    [Fact]
    public async Task Response_Rewritten_IsAskedForWithThePromptAndTheFindings()
    {
        await using var stage = await GuardrailStage.StartAsync([Policy], ("Guardrails:ModelId", "some.model"), ("Guardrails:MaxRewriteTokens", "99"));
        stage.Aws.Model.Enqueue(new ModelReply().Say("Within 30 days."));

        await RewriteAsync(stage, "Within 90 days, forbidden.");

        var request = stage.Aws.Model.Requests.ShouldHaveSingleItem();
        request.ModelId.ShouldBe("some.model");
        var body = request.Body.GetRawText();
        body.ShouldContain("How long?");
        body.ShouldContain("it contradicts rule rule00000001 of abcdefghijkl:1");
        body.ShouldContain("Not allowed: word");
        body.ShouldContain("99");
    }

    [Fact]
    public async Task Response_NeverValid_SaysSoAndGivesNone()
    {
        await using var stage = await GuardrailStage.StartAsync([Policy]);
        stage.Aws.Model.Enqueue(new ModelReply().Say("Within 60 days."), new ModelReply().Say("In 90 days."));

        var answer = await RewriteAsync(stage, "Within 90 days.", attempts: 2);

        var report = answer.Result["structuredContent"]!;
        ((bool)report["is_valid"]!).ShouldBeFalse();
        report["response"].ShouldBeNull();
        ((string)report["failure"]!).ShouldContain("After 2 rewrites the answer is still not valid");
        report["attempts"]!.AsArray().Count.ShouldBe(3);
        answer.ToolText.ShouldStartWith("Not valid.");
        stage.Aws.Model.Pending.ShouldBe(0);
    }

    [Fact]
    public async Task Response_ValidAtOnce_IsNotRewritten()
    {
        await using var stage = await GuardrailStage.StartAsync([Policy]);

        var report = (await RewriteAsync(stage, "Within 30 days.")).Result["structuredContent"]!;

        ((bool)report["is_valid"]!).ShouldBeTrue();
        ((int)report["rewrites"]!).ShouldBe(0);
        stage.Aws.Model.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Response_WhenTheModelFails_KeepsWhatWasFoundAndSaysWhy()
    {
        await using var stage = await GuardrailStage.StartAsync([Policy]);
        stage.Aws.Model.Enqueue(new ModelReply().Fail("AccessDeniedException", "arn of somebody"));

        var answer = await RewriteAsync(stage, "Within 90 days.");

        var report = answer.Result["structuredContent"]!;
        ((string)report["failure"]!).ShouldContain("Allow its role bedrock:InvokeModel on the model");
        report["attempts"]!.AsArray().Count.ShouldBe(1);
        answer.Text.ShouldNotContain("somebody");
    }

    [Fact]
    public async Task Response_CutOffByTheModel_IsNoAnswer()
    {
        await using var stage = await GuardrailStage.StartAsync([Policy]);
        stage.Aws.Model.Enqueue(new ModelReply().Say("Within 30 days").Stop("max_tokens"));

        var report = (await RewriteAsync(stage, "Within 90 days.")).Result["structuredContent"]!;

        ((bool)report["is_valid"]!).ShouldBeFalse();
        ((string)report["failure"]!).ShouldContain("Guardrails:MaxRewriteTokens");
    }

    private static Task<WireAnswer> RewriteAsync(GuardrailStage stage, string response, int attempts = 3) => stage.CallAsync(
        "rewrite_response",
        new JsonObject { ["guardrail_id"] = "shop", ["user_prompt"] = "How long?", ["response"] = response, ["max_attempts"] = attempts });
}
