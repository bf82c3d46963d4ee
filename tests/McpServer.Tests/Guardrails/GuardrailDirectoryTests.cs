using AgentStack.LocalAws.Bedrock.Guardrails;

namespace AgentStack.McpServer.Tests.Guardrails;

public sealed class GuardrailDirectoryTests
{
    private const string Arn = "arn:aws:bedrock:us-east-1:123456789012:automated-reasoning-policy/abcdefghijkl:1";

    private static readonly GuardrailPolicy Reasoning = new("reasoning")
    {
        Name = "with-rules",
        Description = "Reasons.",
        Reasoning = new ReasoningPolicy(Arn),
        Topics = [new DeniedTopic("Investments", "stock tips")],
        Filters = [new ContentFilter("INSULTS", "idiot") { Strength = "LOW" }],
        Words = ["forbidden"],
        Profanities = ["darn"],
        Pii = [new PiiRule("EMAIL", SensitiveDataAction.Mask)],
        Regexes = [new RegexRule("ticket", @"T-\d{4}", SensitiveDataAction.Block)],
        Grounding = [new GroundingFilter("GROUNDING", 0.7)],
    };

    [Fact]
    public async Task List_ByDefault_HasThoseWithAutomatedReasoningOnly()
    {
        await using var stage = await GuardrailStage.StartAsync([Reasoning, new GuardrailPolicy("plain")]);

        var answer = await stage.CallAsync("list_guardrails", []);

        var guardrail = answer.Result["structuredContent"]!["guardrails"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)guardrail["id"]).ShouldBe("reasoning");
        ((string?)guardrail["arn"]).ShouldBe("arn:aws:bedrock:us-east-1:123456789012:guardrail/reasoning");
        ((string?)guardrail["name"]).ShouldBe("with-rules");
        ((string?)guardrail["status"]).ShouldBe("READY");
        ((string?)guardrail["automated_reasoning_policies"]![0]).ShouldBe(Arn);
        answer.ToolText.ShouldContain("1 more without it");
    }

    [Fact]
    public async Task List_OfAll_FollowsThePages()
    {
        var guardrails = Enumerable.Range(100, 230).Select(number => new GuardrailPolicy($"g{number}")).ToArray();
        await using var stage = await GuardrailStage.StartAsync(guardrails);

        var answer = await stage.CallAsync("list_guardrails", new() { ["only_automated_reasoning"] = false });

        answer.Result["structuredContent"]!["guardrails"]!.AsArray().Select(guardrail => (string?)guardrail!["id"])
            .ShouldBe(guardrails.Select(guardrail => guardrail.Id));
    }

    [Fact]
    public async Task Info_OfAGuardrail_HasEveryPolicy()
    {
        await using var stage = await GuardrailStage.StartAsync([Reasoning]);

        var answer = await stage.CallAsync("get_guardrail_info", new() { ["guardrail_id"] = "reasoning", ["guardrail_version"] = "1" });

        var info = answer.Result["structuredContent"]!;
        ((string?)info["version"]).ShouldBe("1");
        info["topics"]!.ToJsonString().ShouldContain("\"name\":\"Investments\",\"input\":\"BLOCK\",\"output\":\"BLOCK\"");
        info["content_filters"]!.ToJsonString().ShouldBe("""[{"name":"INSULTS","input":"LOW","output":"LOW"}]""");
        info["words"]!.AsArray().Select(word => (string?)word!["name"]).ShouldBe(["forbidden", "PROFANITY"]);
        info["pii"]!.AsArray().Select(pii => (string?)pii!["output"]).ShouldBe(["ANONYMIZE", "BLOCK"]);
        ((double)info["grounding"]![0]!["threshold"]!).ShouldBe(0.7);
        ((string?)info["automated_reasoning_policies"]![0]).ShouldBe(Arn);
        answer.ToolText.ShouldContain("GROUNDING from 0.7 (BLOCK)");
    }

    [Fact]
    public async Task Info_OfNoGuardrail_SaysWhereToLook()
    {
        await using var stage = await GuardrailStage.StartAsync([]);

        (await stage.CallAsync("get_guardrail_info", new() { ["guardrail_id"] = "nobody" })).ToolText
            .ShouldContain("There is no guardrail nobody in us-east-1. Call list_guardrails");
        (await stage.CallAsync("list_guardrails", [])).ToolText.ShouldContain("There is no guardrail");
    }
}
