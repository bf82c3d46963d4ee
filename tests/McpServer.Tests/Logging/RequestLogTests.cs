using Microsoft.Extensions.Logging;

namespace AgentStack.McpServer.Tests.Logging;

public sealed class RequestLogTests
{
    [Fact]
    public async Task Log_ToolCalls_IsOneLineEachWithToolAndOutcomeAndNoArguments()
    {
        await using var server = await RunningServer.StartAsync();
        await server.CallAsync("echo_message", """{"message":"private words"}""");
        await server.CallAsync("echo_message", """{"message":7}""");
        await server.CallAsync("unheard_of");

        var lines = RequestLines(server);
        lines.Count.ShouldBe(3);
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

    private static List<string> RequestLines(RunningServer server) =>
        [.. server.Log.Lines.Where(line => line.Level == LogLevel.Information && line.Text.Contains(" ms: ")).Select(line => line.Text)];
}
