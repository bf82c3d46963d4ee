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
