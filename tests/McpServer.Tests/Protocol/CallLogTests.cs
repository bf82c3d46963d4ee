using System.Text.Json.Nodes;

namespace AgentStack.McpServer.Tests.Protocol;

public sealed class CallLogTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Theory]
    [InlineData(null, 0)]
    [InlineData("\"debug\"", 3)]
    [InlineData("\"warning\"", 2)]
    [InlineData("\"emergency\"", 0)]
    [InlineData("\"loud\"", 0)]
    [InlineData("\"3\"", 0)]
    [InlineData("3", 0)]
    [Requirement("V13")]
    public async Task CallTool_Modern_LogsFromTheLevelThatTheRequestNames(string? level, int expected)
    {
        var message = Messages.Call("odd_log").WithMeta();
        if (level is not null)
            message["params"]!["_meta"]!["io.modelcontextprotocol/logLevel"] = JsonNode.Parse(level);

        var answer = await server.PostAsync(message, Messages.ModernHeaders("tools/call", "odd_log"));

        CountLogs(answer).ShouldBe(expected);
        answer.Text.ShouldContain("logged");
    }

    [Fact]
    [Requirement("V13")]
    public async Task CallTool_Legacy_LogsIntoItsOwnAnswer() => CountLogs(await server.CallAsync("odd_log")).ShouldBe(3);

    [Fact]
    public async Task CallTool_CallerTakesJsonAlone_LogsNothing()
    {
        var answer = await server.CallAsync("odd_log", null, ("Accept", "application/json"));

        answer.MediaType.ShouldBe("application/json");
        answer.ToolText.ShouldBe("logged");
    }

    [Theory]
    [InlineData("\"info\"", true)]
    [InlineData("\"emergency\"", true)]
    [InlineData("\"loud\"", false)]
    [InlineData("7", false)]
    [InlineData("null", false)]
    [Requirement("V13")]
    public async Task SetLevel_Legacy_IsAnsweredAndForgotten(string level, bool isLevel)
    {
        var answer = await server.PostAsync(Messages.Request("logging/setLevel", new JsonObject { ["level"] = JsonNode.Parse(level) }));

        if (isLevel)
            answer.Result.ToJsonString().ShouldBe("{}");
        else
            answer.ErrorCode.ShouldBe(-32602);
    }

    private static int CountLogs(WireAnswer answer) =>
        answer.Events.Count(message => message["method"]?.GetValue<string>() == "notifications/message");
}
