using Amazon.Bedrock;
using Amazon.Bedrock.Model;

namespace AgentStack.Compat.Tests;

public sealed class GuardrailDirectoryTests
{
    private const string Summary =
        """
        {"id":"abc","arn":"arn:aws:bedrock:eu-west-1:123456789012:guardrail/abc","status":"READY","name":"n","description":"d",
        "version":"DRAFT","createdAt":"2026-01-02T03:04:05Z","updatedAt":"2026-01-02T03:04:06.500Z",
        "crossRegionDetails":{"guardrailProfileId":"eu.guardrail.v1:0","guardrailProfileArn":"arn:x"}}
        """;

    private const string Whole =
        """
        {"name":"n","guardrailId":"abc","guardrailArn":"arn:y","version":"2","status":"FAILED","createdAt":"2026-01-02T03:04:05Z",
        "updatedAt":"2026-01-02T03:04:05Z","statusReasons":["why"],"failureRecommendations":["do"],"blockedInputMessaging":"in",
        "blockedOutputsMessaging":"out","kmsKeyArn":"arn:k",
        "topicPolicy":{"topics":[{"name":"t","definition":"td","type":"DENY","inputAction":"BLOCK","outputAction":"NONE","inputEnabled":true,
        "outputEnabled":false}],"tier":{"tierName":"STANDARD"}},
        "contentPolicy":{"filters":[{"type":"HATE","inputStrength":"LOW","outputStrength":"HIGH","inputModalities":["TEXT","IMAGE"],
        "inputAction":"NONE","outputEnabled":true}],"tier":{"tierName":"CLASSIC"}},
        "wordPolicy":{"words":[{"text":"w","inputAction":"BLOCK"}],"managedWordLists":[{"type":"PROFANITY","outputAction":"NONE"}]},
        "sensitiveInformationPolicy":{"piiEntities":[{"type":"EMAIL","action":"ANONYMIZE","outputAction":"BLOCK"}],
        "regexes":[{"name":"r","description":"rd","pattern":"x+","action":"BLOCK"}]},
        "contextualGroundingPolicy":{"filters":[{"type":"GROUNDING","threshold":0.75,"action":"BLOCK","enabled":true}]},
        "automatedReasoningPolicy":{"policies":["arn:p"],"confidenceThreshold":0.9}}
        """;

    [Fact]
    public async Task ListGuardrails_OfEveryMember_IsWrittenAndReadAsTheModelHasIt()
    {
        await using var server = await WireServer.AnsweringAsync($$"""{"guardrails":[{{Summary}}],"nextToken":"more"}""");
        using var client = For(server);

        var answer = await client.ListGuardrailsAsync(
            new ListGuardrailsRequest { GuardrailIdentifier = "abc", MaxResults = 7, NextToken = "a/b" }, TestContext.Current.CancellationToken);

        var request = server.Requests.Single();
        request.Target.ShouldBe("/guardrails?guardrailIdentifier=abc&maxResults=7&nextToken=a%2Fb");
        request.Headers["Authorization"].ShouldContain("/eu-west-1/bedrock/aws4_request");
        request.Body.ShouldBeEmpty();
        answer.NextToken.ShouldBe("more");
        var guardrail = answer.Guardrails.ShouldHaveSingleItem();
        guardrail.Id.ShouldBe("abc");
        guardrail.Status.ShouldBe(GuardrailStatus.READY);
        guardrail.UpdatedAt.ShouldBe(new DateTime(2026, 1, 2, 3, 4, 6, 500, DateTimeKind.Utc));
        guardrail.CrossRegionDetails.GuardrailProfileId.ShouldBe("eu.guardrail.v1:0");
    }

    [Fact]
    public async Task GetGuardrail_OfEveryPolicy_IsReadAsTheModelHasIt()
    {
        await using var server = await WireServer.AnsweringAsync(Whole);
        using var client = For(server);

        var guardrail = await client.GetGuardrailAsync(
            new GetGuardrailRequest { GuardrailIdentifier = "arn:aws:bedrock:eu-west-1:123456789012:guardrail/abc", GuardrailVersion = "2" },
            TestContext.Current.CancellationToken);

        server.Requests.Single().Target.ShouldBe(
            "/guardrails/arn%3Aaws%3Abedrock%3Aeu-west-1%3A123456789012%3Aguardrail%2Fabc?guardrailVersion=2");
        guardrail.Status.ShouldBe(GuardrailStatus.FAILED);
        guardrail.TopicPolicy.Topics.Single().OutputEnabled.ShouldBe(false);
        guardrail.TopicPolicy.Tier.TierName.ShouldBe(GuardrailTopicsTierName.STANDARD);
        guardrail.ContentPolicy.Filters.Single().InputModalities.ShouldBe(["TEXT", "IMAGE"]);
        guardrail.ContentPolicy.Filters.Single().OutputStrength.ShouldBe(GuardrailFilterStrength.HIGH);
        guardrail.WordPolicy.Words.Single().Text.ShouldBe("w");
        guardrail.WordPolicy.ManagedWordLists.Single().OutputAction.ShouldBe(GuardrailWordAction.NONE);
        guardrail.SensitiveInformationPolicy.PiiEntities.Single().Action.ShouldBe(GuardrailSensitiveInformationAction.ANONYMIZE);
        guardrail.SensitiveInformationPolicy.Regexes.Single().Pattern.ShouldBe("x+");
        guardrail.ContextualGroundingPolicy.Filters.Single().Threshold.ShouldBe(0.75);
        guardrail.AutomatedReasoningPolicy.Policies.ShouldBe(["arn:p"]);
        guardrail.AutomatedReasoningPolicy.ConfidenceThreshold.ShouldBe(0.9);
        guardrail.StatusReasons.ShouldBe(["why"]);
        guardrail.BlockedOutputsMessaging.ShouldBe("out");
    }

    [Fact]
    public async Task GetGuardrail_OfNone_IsResourceNotFound()
    {
        await using var server = await WireServer.AnsweringAsync("""{"message":"no"}""", 404, "ResourceNotFoundException");
        using var client = For(server);

        await Should.ThrowAsync<ResourceNotFoundException>(() => client.GetGuardrailAsync(
            new GetGuardrailRequest { GuardrailIdentifier = "abc" }, TestContext.Current.CancellationToken));
    }

    private static AmazonBedrockClient For(WireServer server) => new("id", "secret", new AmazonBedrockConfig
    {
        ServiceURL = server.Url,
        AuthenticationRegion = "eu-west-1",
    });
}
