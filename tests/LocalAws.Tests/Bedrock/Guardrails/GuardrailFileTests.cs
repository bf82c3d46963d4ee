
namespace AgentStack.LocalAws.Tests.Bedrock.Guardrails;

public sealed class GuardrailFileTests
{
    private const string Good =
        """
        // What the shop's assistant may say.
        [
          {
            "id": "shop",
            "words": ["forbidden"],
            "topics": [{ "name": "Investments", "phrases": ["stock tips"] }],
            "filters": [{ "type": "INSULTS", "phrases": ["idiot"], "confidence": "MEDIUM" }],
            "pii": [{ "type": "EMAIL", "action": "Mask" }],
            "grounding": [{ "type": "GROUNDING", "threshold": 0.7 }],
            "reasoning": {
              "arn": "arn:aws:bedrock:us-east-1:123456789012:automated-reasoning-policy/abcdefghijkl:1",
              "rules": [{ "kind": "Invalid", "phrases": ["60 days"], "claim": "60 days" }],
            },
          },
        ]
        """;

    [Fact]
    public async Task File_OfGuardrails_IsThereFromTheStart()
    {
        using var folder = new TemporaryFolder();
        await using var server = await StartedServer.StartAsync(options => options.GuardrailFile = Write(folder, Good));

        using var request = new HttpRequestMessage(HttpMethod.Get, server.At("/guardrails/shop"));
        using var response = await server.SendSignedAsync(request, "bedrock");

        response.IsSuccessStatusCode.ShouldBeTrue();
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("automated-reasoning-policy/abcdefghijkl:1");
    }

    [Theory]
    [InlineData("[{}]", "no list of guardrails")]
    [InlineData("""[{"id":"a","wordz":[]}]""", "no list of guardrails")]
    [InlineData("""[{"id":"a","pii":[{"type":"EMAIL","action":"Hide"}]}]""", "$[0].pii[0].action")]
    [InlineData("""[{"id":"A"}]""", "lower case letters and digits")]
    [InlineData("""[{"id":"a","filters":[{"type":"RUDE","phrases":["x"]}]}]""", "RUDE is none of SEXUAL")]
    [InlineData("""[{"id":"a","grounding":[{"type":"TRUTH","threshold":0.5}]}]""", "TRUTH is none of GROUNDING")]
    public async Task File_ThatIsWrong_StopsTheStartAndSaysWhere(string text, string told)
    {
        using var folder = new TemporaryFolder();
        var path = Write(folder, text);

        var failure = await Should.ThrowAsync<InvalidOperationException>(() => StartedServer.StartAsync(options => options.GuardrailFile = path));

        failure.Message.ShouldContain(told);
        failure.Message.ShouldContain(path);
    }

    private static string Write(TemporaryFolder folder, string text)
    {
        var path = Path.Combine(folder.Path, "guardrails.json");
        File.WriteAllText(path, text);
        return path;
    }
}
