using System.Text.Json;
using System.Text.Json.Nodes;
using AgentStack.Agent.Tools;
using AgentStack.LocalAws.Bedrock.Scripting;
using AgentStack.Tests.Shared;

namespace AgentStack.Agent.Tests.Tools;

public sealed class ToolArgumentTests : IAsyncLifetime
{
    private const string Schema = """
        {"type":"object",
         "properties":{"city":{"$ref":"#/$defs/city"},"days":{"type":"integer","minimum":1}},
         "required":["city"],"additionalProperties":false,
         "$defs":{"city":{"type":"string","pattern":"^[A-Z]"}}}
        """;

    private FakeMcpServer _mcp = null!;

    public async ValueTask InitializeAsync() => _mcp = await FakeMcpServer.StartAsync();

    public ValueTask DisposeAsync() => _mcp.DisposeAsync();

    [Theory]
    [InlineData("""{"days":0}""", "\"city\" is required (a string); \"days\" must be at least 1")]
    [InlineData("""{"city":"paris"}""", "\"city\" must match the pattern ^[A-Z]")]
    [InlineData("""{"city":"Paris","unit":"C"}""", "\"unit\" is not an argument; this tool takes \"city\", \"days\"")]
    [InlineData("""{"city":"Paris","days":"two"}""", "\"days\" must be a whole number, not the string \"two\"")]
    public async Task Call_AgainstTheSchema_IsToldToTheModelAndNotSent(string arguments, string problem)
    {
        await using var stage = await StartAsync();
        stage.Model.Enqueue(new ModelReply().CallRaw("forecast", arguments), new ModelReply().Say("Sorry."));

        using var response = await stage.AskAsync("hi");

        var call = (await response.ReadJsonAsync()).GetProperty("tool_calls")[0];
        call.GetProperty("is_error").GetBoolean().ShouldBeTrue();
        call.GetProperty("output").GetString().ShouldBe(
            $"Invalid arguments for forecast: {problem}. Nothing was called; call it again with good ones.");
        stage.Model.Requests[1].Body.GetProperty("messages").GetRawText().ShouldContain("Invalid arguments for forecast");
        _mcp.Count("tools/call").ShouldBe(0);
    }

    [Fact]
    public async Task Call_ByTheSchema_IsSent()
    {
        await using var stage = await StartAsync();
        stage.Model.Enqueue(new ModelReply().CallRaw("forecast", """{"city":"Paris","days":2.0}"""), new ModelReply().Say("Sunny."));

        using var response = await stage.AskAsync("hi");

        (await response.ReadJsonAsync()).GetProperty("tool_calls")[0].GetProperty("is_error").GetBoolean().ShouldBeFalse();
        _mcp.Count("tools/call").ShouldBe(1);
    }

    [Theory]
    [InlineData(33)]
    [InlineData(60)]
    [InlineData(62)]
    [InlineData(63)]
    [InlineData(64)]
    public async Task Call_NestedTooDeeply_IsToldToTheModelAndNeverSentBackAsItIs(int levels)
    {
        await using var stage = await Stage.StartAsync();
        stage.Model.Enqueue(
            new ModelReply().CallRaw("echo", Nested(levels)), new ModelReply().Say("Sorry."), new ModelReply().Say("Yes?"));

        using var first = await stage.AskAsync("hi", "one");
        using var second = await stage.AskAsync("and now?", "one");

        var text = await first.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        text.ShouldContain("Invalid arguments for echo: they are nested deeper than 32 levels. Nothing was called");
        text.ShouldContain("\"warnings\":[]");
        (await second.ReadJsonAsync()).GetProperty("result").GetString().ShouldBe("Yes?");
        stage.Mcp.Count("tools/call").ShouldBe(0);
        foreach (var request in stage.Model.Requests.Skip(1))
        {
            var call = request.Body.GetProperty("messages")[1].GetProperty("content")[0].GetProperty("toolUse");
            call.GetProperty("input").GetProperty("a").ValueKind.ShouldBe(JsonValueKind.String);
        }
    }

    [Fact]
    public async Task Call_NestedAsDeepAsMayBe_IsSent()
    {
        await using var stage = await Stage.StartAsync();
        stage.Model.Enqueue(new ModelReply().CallRaw("echo", Nested(32)), new ModelReply().Say("Done."));

        using var response = await stage.AskAsync("hi");

        stage.Mcp.Count("tools/call").ShouldBe(1);
    }

    [Fact]
    public void Problems_ValuesWithoutAJsonForm_AreNone() =>
        ToolArguments.Problems(
            JsonElement.Parse("""{"properties":{"a":{"type":"string"}}}"""),
            new Dictionary<string, object?> { ["a"] = double.NaN }).ShouldBeEmpty();

    private static string Nested(int levels) =>
        string.Concat(Enumerable.Repeat("{\"a\":", levels)) + "1" + new string('}', levels);

    private async Task<Stage> StartAsync()
    {
        var forecast = FakeMcpServer.Tool("forecast");
        forecast["inputSchema"] = JsonNode.Parse(Schema);
        _mcp.Tools.Add(forecast);
        return await Stage.StartAsync(("McpServers:tools:Url", _mcp.Url.AbsoluteUri));
    }
}
