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

    [Fact]
    public async Task Log_HealthChecks_AreQuiet()
    {
        await using var server = await RunningServer.StartAsync();
        await server.SendAsync(HttpMethod.Get, "/ping");

        RequestLines(server).ShouldBeEmpty();
    }

    // A line is written when its request is over, which is after the answer.
    private static Task HasLinesAsync(RunningServer server, int count) =>
        Eventually.TrueAsync(() => RequestLines(server).Count == count, $"line {count} of the log");

    private static List<string> RequestLines(RunningServer server) =>
        [.. server.Log.Lines.Where(line => line.Level == LogLevel.Information && line.Text.Contains(" ms: ")).Select(line => line.Text)];
}
