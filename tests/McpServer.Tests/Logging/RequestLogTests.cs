using System.Text.Json.Nodes;
using AgentStack.Tests.Shared;
using Microsoft.Extensions.Logging;

namespace AgentStack.McpServer.Tests.Logging;

public sealed class RequestLogTests
{
    [Fact]
    public async Task Log_ToolCalls_IsOneLineEachWithToolAndOutcomeAndNoArguments()
    {
        await using var server = await RunningServer.StartAsync();
        await server.CallAsync("echo_message", """{"message":"private words"}""");
        await HasLinesAsync(server, 1);
        await server.CallAsync("echo_message", """{"message":7}""");
        await HasLinesAsync(server, 2);
        await server.CallAsync("unheard_of");
        await HasLinesAsync(server, 3);

        var lines = RequestLines(server);
        lines[0].ShouldContain("POST /mcp 200");
        lines[0].ShouldContain("tools/call echo_message Ok");
        lines[1].ShouldContain("tools/call echo_message ToolError");
        lines[2].ShouldContain("tools/call - InvalidParams");
        server.Log.Lines.ShouldNotContain(line => line.Text.Contains("private words") || line.Text.Contains("unheard_of"));
    }

    [Theory]
    [InlineData("prompts/get", """{"name":"solve_word_problem","arguments":{"problem":"private words"}}""", "prompts/get solve_word_problem Ok")]
    [InlineData("prompts/get", """{"name":"solve_word_problem"}""", "prompts/get solve_word_problem InvalidParams")]
    [InlineData("prompts/get", """{"name":"private words"}""", "prompts/get - InvalidParams")]
    [InlineData("resources/read", """{"uri":"timezones://all"}""", "resources/read timezones: Ok")]
    [InlineData("resources/read", """{"uri":"odd://many/private words"}""", "resources/read odd: Ok")]
    [InlineData("resources/read", """{"uri":"private://words"}""", "resources/read - ResourceNotFound")]
    [InlineData("private/words", "{}", "- - MethodNotFound")]
    public async Task Log_Request_NamesWhatItWasAboutWhereThatExists(string method, string parameters, string expected)
    {
        await using var server = await RunningServer.StartAsync();
        await server.PostAsync(Messages.Request(method, JsonNode.Parse(parameters)!.AsObject()));
        await HasLinesAsync(server, 1);

        RequestLines(server)[0].ShouldContain($": {expected} (client -");
        server.Log.Lines.ShouldNotContain(line => line.Text.Contains("private"));
    }

    [Theory]
    [InlineData("{", "Accept", "*/*", "ParseError")]
    [InlineData(Messages.ListTools, "Host", "evil.example", "InvalidRequest")]
    [InlineData(Messages.ListTools, "Content-Type", "text/plain", "InvalidRequest")]
    [InlineData(Messages.ListTools, "MCP-Protocol-Version", "1999-01-01", "UnsupportedProtocolVersion")]
    [InlineData(Messages.ListTools, "MCP-Protocol-Version", Messages.Modern, "HeaderMismatch")]
    public async Task Log_RequestRefusedBeforeItsMethod_SaysWhy(string body, string header, string value, string outcome)
    {
        await using var server = await RunningServer.StartAsync();
        await server.PostAsync(body, (header, value));
        await HasLinesAsync(server, 1);

        RequestLines(server)[0].ShouldContain($": - - {outcome} (client -");
    }

    [Fact]
    public async Task Log_RequestOfAnyFate_IsOneLineWithItsStatus()
    {
        await using var server = await RunningServer.StartAsync();
        (string Verb, string? Body, (string, string?) Header, int Status)[] requests =
        [
            ("GET", null, ("Accept", "text/event-stream"), 405),
            ("POST", "{", ("Accept", "*/*"), 400),
            ("POST", Messages.ListTools, ("Origin", "https://evil.example"), 403),
            ("POST", Messages.ListTools, ("Host", "evil.example"), 403),
            ("POST", Messages.ListTools, ("Accept", "text/html"), 406),
            ("POST", Messages.ListTools, ("Content-Type", "text/plain"), 415),
            ("POST", Messages.ListTools, ("MCP-Protocol-Version", "1999-01-01"), 400),
            ("POST", """{"jsonrpc":"2.0","method":"notifications/initialized"}""", ("Accept", "*/*"), 202),
        ];
        for (var i = 0; i < requests.Length; i++)
        {
            var (verb, body, header, status) = requests[i];
            await server.SendAsync(new HttpMethod(verb), "/mcp", body, header);
            await HasLinesAsync(server, i + 1);
            RequestLines(server)[i].ShouldStartWith($"{verb} /mcp {status} in ");
        }
    }

    [Fact]
    public async Task Log_HealthChecks_AreQuiet()
    {
        await using var server = await RunningServer.StartAsync();
        await server.SendAsync(HttpMethod.Get, "/ping");

        RequestLines(server).ShouldBeEmpty();
    }

    [Fact]
    public async Task Log_LongPath_IsCut()
    {
        await using var server = await RunningServer.StartAsync();
        await server.SendAsync(HttpMethod.Get, $"/{new string('x', 7_000)}");
        await HasLinesAsync(server, 1);

        RequestLines(server)[0].ShouldStartWith($"GET /{new string('x', 199)}… 404 in ");
    }

    // A line is written when its request is over, which is after the answer.
    private static Task HasLinesAsync(RunningServer server, int count) =>
        Eventually.TrueAsync(() => RequestLines(server).Count == count, $"line {count} of the log");

    private static List<string> RequestLines(RunningServer server) =>
        [.. server.Log.Lines.Where(line => line.Level == LogLevel.Information && line.Text.Contains(" ms: ")).Select(line => line.Text)];
}
