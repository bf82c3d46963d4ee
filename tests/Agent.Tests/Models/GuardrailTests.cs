using AgentStack.LocalAws.Bedrock.Guardrails;
using AgentStack.LocalAws.Bedrock.Scripting;

namespace AgentStack.Agent.Tests.Models;

public sealed class GuardrailTests
{
    private static readonly GuardrailPolicy Policy = new("abc123")
    {
        Words = ["moonshine"],
        Topics = [new DeniedTopic("Investments", "stock tips")],
        Pii = [new PiiRule("EMAIL", SensitiveDataAction.Mask)],
        Regexes = [new RegexRule("ticket", @"T-\d{4}", SensitiveDataAction.Mask)],
        BlockedInputMessage = "That is not for me.",
        BlockedOutputMessage = "That is not for you.",
    };

    [Fact]
    public async Task Request_OfAnAgentWithAGuardrail_NamesIt()
    {
        await using var stage = await StartAsync(("Guardrail:StreamProcessingMode", "async"), ("Guardrail:Version", "1"));
        stage.Model.Enqueue(new ModelReply().Say("Hello"));
        using var response = await stage.AskAsync("hi");

        var config = stage.Model.Requests[0].Body.GetProperty("guardrailConfig");
        config.GetProperty("guardrailIdentifier").GetString().ShouldBe("abc123");
        config.GetProperty("guardrailVersion").GetString().ShouldBe("1");
        config.GetProperty("trace").GetString().ShouldBe("enabled");
        config.GetProperty("streamProcessingMode").GetString().ShouldBe("async");
    }

    [Fact]
    public async Task Prompt_ThatIsBlocked_IsAnsweredInTheGuardrailsWordsAndSaysWhy()
    {
        await using var stage = await StartAsync();
        var events = await stage.AskAndWaitAsync("Any stock tips?");

        events.Said().ShouldBe("That is not for me.");
        events[^1].Type().ShouldBe("done");
        var guardrail = events.Of("guardrail").Single();
        guardrail.GetProperty("action").GetString().ShouldBe("blocked");
        guardrail.GetProperty("source").GetString().ShouldBe("input");
        guardrail.GetProperty("findings")[0].GetString().ShouldBe("topic Investments (blocked)");
        stage.Model.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Answer_ThatIsBlocked_IsReplacedAndTheWordIsNeverTold()
    {
        await using var stage = await StartAsync();
        stage.Model.Enqueue(new ModelReply().Say("Drink Moonshine"));
        using var response = await stage.AskAsync("What is good?", isStream: true);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        text.ShouldContain("That is not for you.");
        text.ShouldContain("\"source\":\"output\"");
        text.ShouldContain("a custom word (blocked)");
        text.ShouldNotContain("moonshine", Case.Insensitive);
    }

    [Fact]
    public async Task Answer_ThatIsMasked_IsTheModelsAnswer()
    {
        await using var stage = await StartAsync();
        stage.Model.Enqueue(new ModelReply().Say("Ask ann@example.org about T-1234"));
        var events = await stage.AskAndWaitAsync("Whom?");

        events.Said().ShouldBe("Ask {EMAIL} about {ticket}");
        var guardrail = events.Of("guardrail").Single();
        guardrail.GetProperty("action").GetString().ShouldBe("masked");
        guardrail.GetProperty("source").GetString().ShouldBe("output");
        guardrail.GetProperty("findings").EnumerateArray().Select(finding => finding.GetString())
            .ShouldBe(["personal data EMAIL (masked)", "sensitive data ticket (masked)"]);
        guardrail.GetRawText().ShouldNotContain("ann");
    }

    [Fact]
    public async Task Prompt_ThatIsMasked_ReachesTheModelMaskedAndSaysSo()
    {
        await using var stage = await StartAsync();
        stage.Model.Enqueue(new ModelReply().Say("Noted."));
        var events = await stage.AskAndWaitAsync("I am ann@example.org");

        events.Of("guardrail").Single().GetProperty("source").GetString().ShouldBe("input");
        events.Said().ShouldBe("Noted.");
    }

    [Fact]
    public async Task Answer_ThatIsBlockedWithoutATrace_IsStillBlocked()
    {
        await using var stage = await StartAsync(("Guardrail:Trace", "disabled"));
        var events = await stage.AskAndWaitAsync("Any stock tips?");

        var guardrail = events.Of("guardrail").Single();
        guardrail.GetProperty("action").GetString().ShouldBe("blocked");
        guardrail.GetProperty("findings").GetArrayLength().ShouldBe(0);
        guardrail.TryGetProperty("source", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Guardrail_ThatDoesNotExist_IsAFaultOfTheRequest()
    {
        await using var stage = await StartAsync(("Guardrail:Id", "other9"));
        var events = await stage.AskAndWaitAsync("hi");

        events[^1].GetProperty("error_type").GetString().ShouldBe("model_request_refused");
    }

    [Theory]
    [InlineData("Any stock tips?")]
    [InlineData("What is good?")]
    public async Task Turn_ThatWasBlocked_DoesNotBlockTheNextOne(string prompt)
    {
        await using var stage = await StartAsync();
        stage.Model.Enqueue(new ModelReply().Say("Drink Moonshine"), new ModelReply().Say("Drink water."));
        using var blocked = await stage.AskAsync(prompt, "one-session");
        (await blocked.ReadJsonAsync()).GetProperty("result").GetString()!.ShouldStartWith("That is not for");
        using var next = await stage.AskAsync("And else?", "one-session");

        next.EnsureSuccessStatusCode();
        var request = stage.Model.Requests[^1].Body.GetProperty("messages");
        request.GetArrayLength().ShouldBe(3);
        request.GetRawText().ShouldNotContain(prompt);
        request.GetRawText().ShouldNotContain("Moonshine");
    }

    private static async Task<Stage> StartAsync(params (string Key, string Value)[] settings)
    {
        var stage = await Stage.StartAsync([("Guardrail:Id", "abc123"), .. settings]);
        stage.Aws.Guardrails.Put(Policy);
        return stage;
    }
}
