using AgentStack.Telemetry.Export;
using AgentStack.Tests.Shared.Otlp;
using Microsoft.Extensions.DependencyInjection;

namespace AgentStack.McpServer.Tests.Telemetry;

public sealed class ServerTelemetryTests
{
    // A machine under load needs more than what the end of a real process can spare.
    private static readonly Farewell Patient = new(Limit: TimeSpan.FromMinutes(1), Least: TimeSpan.FromMinutes(1));

    [Fact]
    public async Task Requests_AreSpansByMethodAndToolWithTheirOutcome()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using (var server = await StartAsync(receiver))
        {
            await server.CallAsync("add_numbers", """{"a":1,"b":2}""");
            await server.CallAsync("add_numbers", """{"a":"private-argument"}""");
            await server.CallAsync("made-up-name");
            await server.SendAsync(HttpMethod.Get, "/ping");
        }

        var calls = receiver.Spans.Where(span => (string?)span["mcp.method.name"] == "tools/call").ToList();
        calls.Select(call => (call.Name, call["error.type"])).ShouldBe(
            [("tools/call add_numbers", null), ("tools/call add_numbers", "tool_error"), ("tools/call", "-32602")], ignoreOrder: true);
        calls.ShouldAllBe(call => call.Kind == 2 && call.Service == "agentstack-mcp-server" && call.IsError == (call["error.type"] != null));
        calls.Single(call => call.Name == "tools/call")["rpc.response.status_code"].ShouldBe("-32602");
        receiver.Spans.ShouldAllBe(span => (string?)span["url.path"] != "/ping");

        var told = string.Join('\n', receiver.Spans.SelectMany(span => span.Attributes.Values));
        told.ShouldNotContain("private-argument");
        told.ShouldNotContain("made-up-name");
    }

    [Fact]
    public async Task Requests_Metrics_HaveTheConventionsNameAndBuckets()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using (var server = await StartAsync(receiver))
            await server.CallAsync("add_numbers", """{"a":1,"b":2}""");

        var point = receiver.Points.Single(point => point.Metric == "mcp.server.operation.duration");
        (point.Unit, point.Count).ShouldBe(("s", 1));
        point.Bounds.ShouldBe([0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300]);
        point.Attributes["gen_ai.tool.name"].ShouldBe("add_numbers");
    }

    [Fact]
    public async Task Arguments_AreShownWhenSwitchedOn()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using (var server = await StartAsync(receiver, ("Telemetry:CaptureContent", "true")))
            await server.CallAsync("echo_message", """{"message":"private words"}""");

        ((string)receiver.Spans.Single(span => span.Name == "tools/call echo_message")["gen_ai.tool.call.arguments"]!).ShouldContain("private words");
    }

    private static Task<RunningServer> StartAsync(OtlpReceiver receiver, params (string Key, string Value)[] settings)
    {
        var all = settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value);
        all["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver.Address.AbsoluteUri;
        all["OTEL_EXPORTER_OTLP_TIMEOUT"] = "60000";
        return RunningServer.StartAsync(all, configure: builder => builder.Services.AddSingleton(Patient));
    }
}
