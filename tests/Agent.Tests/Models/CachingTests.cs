using System.Text.Json;
using AgentStack.Agent.Models;
using AgentStack.Agent.Models.Requests;
using AgentStack.LocalAws.Bedrock.Scripting;
using Microsoft.Extensions.Logging.Abstractions;

namespace AgentStack.Agent.Tests.Models;

public sealed class CachingTests
{
    private static readonly string Long = string.Concat(Enumerable.Repeat("Be kind and brief. ", 400));

    [Fact]
    public async Task Requests_OfASession_HavePointsWhereTheNextOneWillBeginTheSame()
    {
        await using var stage = await StartAsync();
        stage.Model.Enqueue(
            new ModelReply().Call("echo", new { message = "x" }), new ModelReply().Say("one"), new ModelReply().Say("two"));
        (await stage.AskAsync("first", "one")).Dispose();
        (await stage.AskAsync("second", "one")).Dispose();

        Points(stage.Model.Requests[0].Body).ShouldBe(["tools", "system", "messages.0"]);
        Points(stage.Model.Requests[1].Body).ShouldBe(["tools", "system", "messages.0", "messages.2"]);
        Points(stage.Model.Requests[2].Body).ShouldBe(["tools", "system", "messages.2", "messages.4"]);
    }

    [Fact]
    public async Task Usage_OfASecondRequest_HasWhatTheCacheGave()
    {
        await using var stage = await StartAsync(
            ("Prices:0:Model", "*claude-sonnet-*"), ("Prices:0:Input", "3"), ("Prices:0:Output", "15"),
            ("Prices:0:CacheRead", "0.3"), ("Prices:0:CacheWrite", "3.75"));
        stage.Model.Enqueue(new ModelReply().Say("one"), new ModelReply().Say("two"));
        var first = await UsageAsync(stage);
        var second = await UsageAsync(stage);

        first.GetProperty("cache_write_tokens").GetInt64().ShouldBeGreaterThan(1024);
        second.GetProperty("cache_read_tokens").GetInt64().ShouldBeGreaterThan(1024);
        second.GetProperty("cost_usd").GetDecimal().ShouldBe(
            ((second.GetProperty("input_tokens").GetInt64() * 3m)
                + (second.GetProperty("output_tokens").GetInt64() * 15m)
                + (second.GetProperty("cache_read_tokens").GetInt64() * 0.3m)
                + (second.GetProperty("cache_write_tokens").GetInt64() * 3.75m)) / 1_000_000);
    }

    [Fact]
    public async Task Model_ThatRefusesPoints_IsAskedWithoutThemAndTheProcessLearns()
    {
        await using var stage = await StartAsync(("Model:Id", "meta.llama3-70b-instruct-v1:0"), ("Model:Caching", "on"));
        stage.Model.Enqueue(new ModelReply().Say("one"), new ModelReply().Say("two"));
        using var first = await stage.AskAsync("hi");
        using var second = await stage.AskAsync("hi");

        (await first.ReadJsonAsync()).GetProperty("result").GetString().ShouldBe("one");
        (await second.ReadJsonAsync()).GetProperty("result").GetString().ShouldBe("two");
        Points(stage.Model.Requests[0].Body).ShouldBeEmpty();
        stage.Log.Lines.Count(line => line.Contains("takes no cache points", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Nova_GetsPointsOnlyWhereItTakesThem()
    {
        await using var stage = await StartAsync(("Model:Id", "us.amazon.nova-pro-v1:0"));
        stage.Model.Enqueue(new ModelReply().Call("echo", new { message = "x" }), new ModelReply().Say("one"));
        using var response = await stage.AskAsync("first");

        response.EnsureSuccessStatusCode();
        Points(stage.Model.Requests[1].Body).ShouldBe(["system", "messages.0"]);
    }

    [Fact]
    public async Task Caching_ThatIsOff_LeavesRequestsAsTheyAre()
    {
        await using var stage = await StartAsync(("Model:Caching", "off"));
        stage.Model.Enqueue(new ModelReply().Say("one"));
        using var response = await stage.AskAsync("hi");

        Points(stage.Model.Requests[0].Body).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("global.anthropic.claude-sonnet-5", "Everywhere")]
    [InlineData("anthropic.claude-3-7-sonnet-20250219-v1:0", "Everywhere")]
    [InlineData("us.anthropic.claude-3-5-haiku-20241022-v1:0", "Everywhere")]
    [InlineData("arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-opus-4-1", "Everywhere")]
    [InlineData("us.amazon.nova-lite-v1:0", "TextOnly")]
    [InlineData("us.amazon.nova-2-lite-v1:0", "None")]
    [InlineData("anthropic.claude-3-haiku-20240307-v1:0", "None")]
    [InlineData("anthropic.claude-3-5-sonnet-20240620-v1:0", "None")]
    [InlineData("anthropic.claude-v2:1", "None")]
    [InlineData("arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abcdefgh1234", "None")]
    [InlineData("meta.llama3-70b-instruct-v1:0", "None")]
    public void Places_ByTheModelsId_AreThoseThatItTakes(string modelId, string expected) =>
        new PromptCaching(new ModelOptions { Id = modelId }, NullLogger<PromptCaching>.Instance).Places.ToString().ShouldBe(expected);

    private static Task<Stage> StartAsync(params (string Key, string Value)[] settings) =>
        Stage.StartAsync([("Model:Caching", "auto"), ("Model:Instructions", Long), .. settings]);

    private static async Task<JsonElement> UsageAsync(Stage stage)
    {
        using var response = await stage.AskAsync("hi");
        return (await response.ReadJsonAsync()).GetProperty("usage");
    }

    private static List<string> Points(JsonElement body)
    {
        var points = new List<string>();
        if (body.TryGetProperty("toolConfig", out var tools) && Holds(tools.GetProperty("tools")))
            points.Add("tools");
        if (Holds(body.GetProperty("system")))
            points.Add("system");

        var messages = body.GetProperty("messages");
        for (var index = 0; index < messages.GetArrayLength(); index++)
        {
            if (Holds(messages[index].GetProperty("content")))
                points.Add($"messages.{index}");
        }

        return points;
    }

    // A point stands at the end, or it would not hold all that comes before it.
    private static bool Holds(JsonElement blocks) => blocks[blocks.GetArrayLength() - 1].TryGetProperty("cachePoint", out _);
}
