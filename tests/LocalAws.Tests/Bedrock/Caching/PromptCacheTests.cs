using System.Net;
using System.Text.Json.Nodes;
using AgentStack.Tests.Shared;

namespace AgentStack.LocalAws.Tests.Bedrock.Caching;

public sealed class PromptCacheTests
{
    private const string Claude = "/model/global.anthropic.claude-sonnet-5/converse";
    private const string Nova = "/model/us.amazon.nova-pro-v1%3A0/converse";
    private const string Long = "word ";

    private static readonly JsonObject Point = new() { ["cachePoint"] = new JsonObject { ["type"] = "default" } };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SecondRequest_WithTheSameBeginning_ReadsWhatTheFirstWrote()
    {
        await using var host = await BedrockHost.StartAsync();
        var first = await UsageAsync(host, Request("one"));
        var second = await UsageAsync(host, Request("two"));

        first.Read.ShouldBe(0);
        first.Written.ShouldBeGreaterThan(1024);
        second.Read.ShouldBe(first.Written);
        second.Written.ShouldBe(0);
        second.Input.ShouldBeLessThan(100, "the beginning counts as read, not as input");
    }

    [Fact]
    public async Task Beginning_ThatChanged_IsWrittenAnew()
    {
        await using var host = await BedrockHost.StartAsync();
        await UsageAsync(host, Request("one"));
        var changed = Request("one");
        changed["system"]![0]!["text"] = "Other " + changed["system"]![0]!["text"];

        (await UsageAsync(host, changed)).Read.ShouldBe(0);
        (await UsageAsync(host, Request("one"), "/model/anthropic.claude-opus-4-1/converse")).Read.ShouldBe(0, "another model");
    }

    [Fact]
    public async Task Beginning_ThatNobodyUsedForFiveMinutes_IsForgotten()
    {
        var clock = new FakeClock();
        await using var host = await BedrockHost.StartAsync(clock: clock);
        await UsageAsync(host, Request("one"));
        clock.Advance(TimeSpan.FromMinutes(4));
        (await UsageAsync(host, Request("one"))).Read.ShouldBeGreaterThan(0);
        clock.Advance(TimeSpan.FromMinutes(4));
        (await UsageAsync(host, Request("one"))).Read.ShouldBeGreaterThan(0, "each use keeps it");
        clock.Advance(TimeSpan.FromMinutes(5));
        (await UsageAsync(host, Request("one"))).Read.ShouldBe(0);
    }

    [Fact]
    public async Task Beginning_WithAnHourToLive_IsKeptForAnHour()
    {
        var clock = new FakeClock();
        await using var host = await BedrockHost.StartAsync(clock: clock);
        var request = Request("one");
        request["system"]![1]!["cachePoint"]!["ttl"] = "1h";
        await UsageAsync(host, request);
        clock.Advance(TimeSpan.FromMinutes(59));
        (await UsageAsync(host, request)).Read.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task HistoryThatGrew_WithItsPointMoved_ReadsUpToTheOldPoint()
    {
        await using var host = await BedrockHost.StartAsync();
        var first = Request("one");
        AddPoint(first, 0);
        var written = (await UsageAsync(host, first)).Written;

        var second = Request("one");
        second["messages"]!.AsArray().Add((JsonNode)Requests.Message("assistant", new JsonObject { ["text"] = "1" }));
        second["messages"]!.AsArray().Add((JsonNode)Requests.User("two"));
        AddPoint(second, 2);
        var usage = await UsageAsync(host, second);

        usage.Read.ShouldBe(written);
        usage.Written.ShouldBeInRange(1, 60);
    }

    [Fact]
    public async Task ShortBeginning_IsNotKeptAndIsNoError()
    {
        await using var host = await BedrockHost.StartAsync();
        var request = Request("one");
        request["system"]![0]!["text"] = "Be brief.";
        (await UsageAsync(host, request)).ShouldSatisfyAllConditions(
            usage => usage.Read.ShouldBe(0), usage => usage.Written.ShouldBe(0));
    }

    [Fact]
    public async Task Request_WithoutPoints_SaysNothingOfACache()
    {
        await using var host = await BedrockHost.StartAsync();
        using var response = await host.PostAsync(Claude, Requests.Prompt("hello"), Token);
        (await response.Content.ReadAsStringAsync(Token)).ShouldNotContain("cache");
    }

    [Theory]
    [InlineData("/model/meta.llama3-70b-instruct-v1%3A0/converse", 403, "did not allow prompt caching")]
    [InlineData("/model/us.amazon.nova-2-lite-v1%3A0/converse", 403, "did not allow prompt caching")]
    [InlineData("/model/anthropic.claude-3-haiku-20240307-v1%3A0/converse", 403, "did not allow prompt caching")]
    [InlineData(Nova, 200, "cacheWriteInputTokens")]
    public async Task Point_OfAModelThatTakesNone_IsRefused(string path, int status, string words)
    {
        await using var host = await BedrockHost.StartAsync();
        using var response = await host.PostAsync(path, Request("one").ToJsonString(), Token);

        ((int)response.StatusCode).ShouldBe(status);
        (await response.Content.ReadAsStringAsync(Token)).ShouldContain(words);
    }

    [Fact]
    public async Task Point_AmongTheToolsOfNova_IsRefusedWithItsPlace()
    {
        await using var host = await BedrockHost.StartAsync();
        var request = Request("one");
        request["toolConfig"] = JsonNode.Parse(Requests.ToolsOfArithmetic);
        request["toolConfig"]!["tools"]!.AsArray().Add(Point.DeepClone());
        using var response = await host.PostAsync(Nova, request.ToJsonString(), Token);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync(Token)).ShouldContain("#/toolConfig/tools/6: extraneous key [cachePoint]");
    }

    [Theory]
    [InlineData(3, 200)]
    [InlineData(4, 400)]
    public async Task Points_MoreThanFour_AreRefused(int inMessage, int status)
    {
        await using var host = await BedrockHost.StartAsync();
        var request = Request("one");
        for (var i = 0; i < inMessage; i++)
            AddPoint(request, 0);

        using var response = await host.PostAsync(Claude, request.ToJsonString(), Token);
        ((int)response.StatusCode).ShouldBe(status);
    }

    private static JsonObject Request(string prompt)
    {
        var request = JsonNode.Parse(Requests.Prompt(prompt))!.AsObject();
        var text = string.Concat(Enumerable.Repeat(Long, 1000));
        request["system"] = new JsonArray(new JsonObject { ["text"] = text }, Point.DeepClone());
        return request;
    }

    private static void AddPoint(JsonObject request, int message) =>
        request["messages"]![message]!["content"]!.AsArray().Add(Point.DeepClone());

    private static async Task<(int Input, int Read, int Written)> UsageAsync(BedrockHost host, JsonObject request, string path = Claude)
    {
        using var response = await host.PostAsync(path, request.ToJsonString(), Token);
        var text = await response.Content.ReadAsStringAsync(Token);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        var usage = JsonNode.Parse(text)!["usage"]!;
        return (
            usage["inputTokens"]!.GetValue<int>(),
            usage["cacheReadInputTokens"]!.GetValue<int>(),
            usage["cacheWriteInputTokens"]!.GetValue<int>());
    }
}
