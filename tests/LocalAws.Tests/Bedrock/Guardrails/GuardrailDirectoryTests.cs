using System.Net;
using System.Text.Json.Nodes;
using AgentStack.LocalAws.Bedrock.Guardrails;

namespace AgentStack.LocalAws.Tests.Bedrock.Guardrails;

public sealed class GuardrailDirectoryTests
{
    private const string Arn = "arn:aws:bedrock:us-east-1:123456789012:guardrail/abc";

    [Fact]
    public async Task Guardrails_Listed_HaveWhatTheModelRequires()
    {
        await using var host = await BedrockHost.StartAsync();
        host.Guardrails.Put(new GuardrailPolicy("abc") { Name = "n", Description = "d" });

        var (status, body) = await GetAsync(host, "/guardrails");

        status.ShouldBe(HttpStatusCode.OK);
        JsonNode.DeepEquals(body["guardrails"]!.AsArray().ShouldHaveSingleItem(), JsonNode.Parse(
            $$"""
            {"id":"abc","arn":"{{Arn}}","status":"READY","name":"n","version":"DRAFT",
            "createdAt":"2026-01-01T00:00:00Z","updatedAt":"2026-01-01T00:00:00Z","description":"d"}
            """)).ShouldBeTrue(body.ToJsonString());
        body["nextToken"].ShouldBeNull();
    }

    [Fact]
    public async Task Guardrails_MoreThanAPage_ComeInOrderWithAToken()
    {
        await using var host = await BedrockHost.StartAsync();
        foreach (var id in (string[])["c", "a", "b"])
            host.Guardrails.Put(new GuardrailPolicy(id));

        var (_, first) = await GetAsync(host, "/guardrails?maxResults=2");
        var (_, second) = await GetAsync(host, $"/guardrails?maxResults=2&nextToken={first["nextToken"]}");

        first["guardrails"]!.AsArray().Select(guardrail => (string?)guardrail!["id"]).ShouldBe(["a", "b"]);
        second["guardrails"]!.AsArray().Select(guardrail => (string?)guardrail!["id"]).ShouldBe(["c"]);
        second["nextToken"].ShouldBeNull();
    }

    [Fact]
    public async Task Guardrails_OfOne_AreItsVersions()
    {
        await using var host = await BedrockHost.StartAsync();
        host.Guardrails.Put(new GuardrailPolicy("abc"));

        var (_, body) = await GetAsync(host, $"/guardrails?guardrailIdentifier={Uri.EscapeDataString(Arn)}");

        body["guardrails"]!.AsArray().Select(guardrail => (string?)guardrail!["version"]).ShouldBe(["DRAFT", "1"]);
    }

    [Fact]
    public async Task Guardrail_AskedForByArn_IsTheDraftWithEveryPolicy()
    {
        await using var host = await BedrockHost.StartAsync();
        host.Guardrails.Put(new GuardrailPolicy("abc")
        {
            Topics = [new DeniedTopic("t", "stock tips")],
            Filters = [new ContentFilter("HATE", "hate")],
            Words = ["w"],
            Profanities = ["p"],
            Pii = [new PiiRule("EMAIL", SensitiveDataAction.Mask)],
            Regexes = [new RegexRule("r", "x+", SensitiveDataAction.Detect)],
            Grounding = [new GroundingFilter("GROUNDING", 0.5)],
            Reasoning = new ReasoningPolicy("arn:p"),
        });

        var (status, body) = await GetAsync(host, $"/guardrails/{Uri.EscapeDataString(Arn)}");

        status.ShouldBe(HttpStatusCode.OK);
        ((string?)body["guardrailArn"]).ShouldBe(Arn);
        ((string?)body["version"]).ShouldBe("DRAFT");
        ((string?)body["topicPolicy"]!["topics"]![0]!["definition"]).ShouldBe("Speaks of stock tips");
        ((string?)body["contentPolicy"]!["filters"]![0]!["inputStrength"]).ShouldBe("HIGH");
        ((string?)body["wordPolicy"]!["managedWordLists"]![0]!["type"]).ShouldBe("PROFANITY");
        ((string?)body["sensitiveInformationPolicy"]!["piiEntities"]![0]!["action"]).ShouldBe("ANONYMIZE");
        ((string?)body["sensitiveInformationPolicy"]!["regexes"]![0]!["action"]).ShouldBe("NONE");
        ((double)body["contextualGroundingPolicy"]!["filters"]![0]!["threshold"]!).ShouldBe(0.5);
        ((string?)body["automatedReasoningPolicy"]!["policies"]![0]).ShouldBe("arn:p");
    }

    [Theory]
    [InlineData("/guardrails/nobody", 404)]
    [InlineData("/guardrails/abc?guardrailVersion=9", 404)]
    [InlineData("/guardrails/abc?guardrailVersion=0", 400)]
    [InlineData("/guardrails/ABC", 400)]
    [InlineData("/guardrails?guardrailIdentifier=nobody", 404)]
    [InlineData("/guardrails?guardrailIdentifier=A", 400)]
    [InlineData("/guardrails?maxResults=0", 400)]
    [InlineData("/guardrails?maxResults=1001", 400)]
    [InlineData("/guardrails?nextToken=x", 400)]
    public async Task Guardrails_AskedForWhatMakesNoSense_Refuse(string path, int refusal)
    {
        await using var host = await BedrockHost.StartAsync();
        host.Guardrails.Put(new GuardrailPolicy("abc"));

        var (status, body) = await GetAsync(host, path);

        ((int)status).ShouldBe(refusal);
        ((string?)body["message"]).ShouldNotBeNullOrEmpty();
    }

    private static async Task<(HttpStatusCode Status, JsonNode Body)> GetAsync(BedrockHost host, string path)
    {
        using var response = await host.Client.GetAsync(path, TestContext.Current.CancellationToken);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!);
    }
}
