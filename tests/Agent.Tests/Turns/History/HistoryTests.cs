using System.Text.Json;
using AgentStack.LocalAws.Bedrock.Guardrails;
using AgentStack.LocalAws.Bedrock.Scripting;

namespace AgentStack.Agent.Tests.Turns.History;

/// <summary>What of a session reaches the model, seen in Bedrock's requests.</summary>
public sealed class HistoryTests
{
    private const string Session = "one";

    /// <summary>A turn of it is 42 tokens by the estimate.</summary>
    private static readonly string Prompt = new('p', 60);

    [Fact]
    public async Task Turn_WhenTheHistoryIsOverBudget_LeavesOldTurnsOutAndStaysThere()
    {
        await using var stage = await Stage.StartAsync(("Conversations:MaxHistoryTokens", "180"));

        var lengths = new List<int>();
        for (var turn = 1; turn <= 6; turn++)
        {
            var messages = await AskAsync(stage, turn);
            lengths.Add(messages.GetArrayLength());
        }

        // The fifth turn finds four before it, which is still within; the sixth five, of which three are left.
        lengths.ShouldBe([1, 3, 5, 7, 9, 7]);
        var last = stage.Model.Requests[^1].Body.GetProperty("messages");
        TextOf(last[0]).ShouldBe("[The beginning of this conversation is left out.]");
        last[0].GetProperty("content")[1].GetProperty("text").GetString().ShouldBe($"3 {Prompt}");

        await AskAsync(stage, 7);
        var next = stage.Model.Requests[^1].Body.GetProperty("messages");
        next[0].GetRawText().ShouldBe(last[0].GetRawText(), "the prompt cache knows a history by its beginning");
    }

    [Fact]
    public async Task Turn_WhenOldTurnsAreSummarised_AsksOnceAndCountsIt()
    {
        await using var stage = await Stage.StartAsync(
            ("Conversations:MaxHistoryTokens", "130"), ("Conversations:Summarise", "true"));
        for (var turn = 1; turn <= 4; turn++)
            await AskAsync(stage, turn);

        stage.Model.Enqueue(new ModelReply().Say("They sent letters."), new ModelReply().Say("Answer 5"), new ModelReply().Say("Answer 6"));
        using var fifth = await stage.AskAsync($"5 {Prompt}", Session, isStream: true);
        var events = await fifth.ReadEventsAsync();
        using var sixth = await stage.AskAsync("6", Session);

        var requests = stage.Model.Requests;
        requests.Count.ShouldBe(7);
        requests[4].Body.TryGetProperty("toolConfig", out _).ShouldBeFalse();
        requests[4].Body.GetProperty("messages").GetRawText().ShouldContain("Sum up the conversation above");
        foreach (var request in requests.Skip(5))
            TextOf(request.Body.GetProperty("messages")[0]).ShouldBe("[The conversation before this, in short: They sent letters.]");

        events.Where(turnEvent => turnEvent.Type() == "text").Select(turnEvent => turnEvent.GetProperty("text").GetString())
            .ShouldBe(["Answer 5"]);
        events.Single(turnEvent => turnEvent.Type() == "usage").GetProperty("usage").GetProperty("model_calls").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task Turn_WhenSummarisingFails_WarnsAndGoesOn()
    {
        await using var stage = await Stage.StartAsync(
            ("Conversations:MaxHistoryTokens", "130"), ("Conversations:Summarise", "true"));
        for (var turn = 1; turn <= 4; turn++)
            await AskAsync(stage, turn);

        stage.Model.Enqueue(new ModelReply().Fail("ValidationException", "no"), new ModelReply().Say("Answer 5"));
        using var response = await stage.AskAsync("5", Session);

        var reply = await response.ReadJsonAsync();
        reply.GetProperty("result").GetString().ShouldBe("Answer 5");
        reply.GetProperty("warnings")[0].GetProperty("message").GetString()!.ShouldContain("could not be summarised");
        TextOf(stage.Model.Requests[^1].Body.GetProperty("messages")[0]).ShouldBe("[The beginning of this conversation is left out.]");
    }

    [Fact]
    public async Task Turn_WhoseSummaryAGuardrailBlocks_WarnsAndDoesNotRememberItsWords()
    {
        await using var stage = await Stage.StartAsync(
            ("Conversations:MaxHistoryTokens", "130"), ("Conversations:Summarise", "true"), ("Guardrail:Id", "abc123"));
        stage.Aws.Guardrails.Put(new GuardrailPolicy("abc123")
        {
            Words = ["moonshine"],
            BlockedInputMessage = "Not that.",
            BlockedOutputMessage = "That is not for you.",
        });
        for (var turn = 1; turn <= 4; turn++)
            await AskAsync(stage, turn);

        stage.Model.Enqueue(new ModelReply().Say("They like moonshine."), new ModelReply().Say("Answer 5"));
        using var response = await stage.AskAsync("5", Session);

        var reply = await response.ReadJsonAsync();
        reply.GetProperty("result").GetString().ShouldBe("Answer 5");
        reply.GetProperty("warnings")[0].GetProperty("message").GetString()!.ShouldContain("could not be summarised");
        reply.GetProperty("usage").GetProperty("model_calls").GetInt32().ShouldBe(2);
        TextOf(stage.Model.Requests[^1].Body.GetProperty("messages")[0]).ShouldBe("[The beginning of this conversation is left out.]");
    }

    [Theory]
    [InlineData("The model returned the following errors: prompt is too long: 200049 tokens > 200000 maximum")]
    [InlineData("Input is too long for requested model.")]
    [InlineData("The model returned the following errors: input length and `max_tokens` exceed context limit: 199759 + 8192 > 200000")]
    [InlineData("Too many input tokens. Max input tokens: 8192, request input token count: 9279")]
    [InlineData("This model's maximum context length is 8192 tokens. Please reduce the length of the prompt")]
    public async Task Turn_WhoseInputIsTooLong_IsTriedOnceMoreWithHalfTheHistory(string refusal)
    {
        await using var stage = await Stage.StartAsync();
        for (var turn = 1; turn <= 4; turn++)
            await AskAsync(stage, turn);

        stage.Model.Enqueue(new ModelReply().Fail("ValidationException", refusal), new ModelReply().Say("Answer 5"));
        using var response = await stage.AskAsync("5", Session);

        (await response.ReadJsonAsync()).GetProperty("result").GetString().ShouldBe("Answer 5");
        stage.Model.Requests[^2].Body.GetProperty("messages").GetArrayLength().ShouldBe(9);
        stage.Model.Requests[^1].Body.GetProperty("messages").GetArrayLength().ShouldBe(5);
    }

    [Theory]
    [InlineData(2, "Input is too long for requested model.")]
    [InlineData(1, "The format of the additional field is invalid.")]
    public async Task Turn_RefusedTwiceOrForAnotherReason_Fails(int times, string refusal)
    {
        await using var stage = await Stage.StartAsync();
        await AskAsync(stage, 1);

        for (var time = 0; time < times; time++)
            stage.Model.Enqueue(new ModelReply().Fail("ValidationException", refusal));
        using var response = await stage.AskAsync("2", Session);

        (await response.ReadJsonAsync()).GetProperty("error_type").GetString().ShouldBe("model_request_refused");
        stage.Model.Pending.ShouldBe(0);
    }

    private static async Task<JsonElement> AskAsync(Stage stage, int turn)
    {
        stage.Model.Enqueue(new ModelReply().Say($"Answer {turn}"));
        (await stage.AskAsync($"{turn} {Prompt}", Session)).Dispose();
        return stage.Model.Requests[^1].Body.GetProperty("messages");
    }

    private static string? TextOf(JsonElement message) => message.GetProperty("content")[0].GetProperty("text").GetString();
}
