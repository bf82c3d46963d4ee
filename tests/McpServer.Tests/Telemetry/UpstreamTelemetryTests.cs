using AgentStack.McpServer.Tests.Gateway;
using AgentStack.Telemetry.Export;
using AgentStack.Tests.Shared.Otlp;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AgentStack.McpServer.Tests.Telemetry;

public sealed class UpstreamTelemetryTests
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";
    private const string Caller = "b7ad6b7169203331";

    // A machine under load needs more than what the end of a real process can spare.
    private static readonly Farewell Patient = new(Limit: TimeSpan.FromMinutes(1), Least: TimeSpan.FromMinutes(1));

    [Fact]
    public async Task Call_ThroughTheGateway_IsOneTreeFromTheCallerToTheUpstream()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using (var upstream = await StartAsync(receiver, "upstream", ("Gateway:OwnTools", "true")))
        await using (var gateway = await StartGatewayAsync(receiver, upstream))
            (await gateway.CallAsync("one___add_numbers", """{"a":1,"b":2}""", ("traceparent", $"00-{Trace}-{Caller}-01"))).ToolText.ShouldBe("3");

        var spans = receiver.Spans.Where(span => span.TraceId == Trace).ToList();
        var request = spans.Single(span => span.ParentId == Caller);
        (request.Service, request.Name).ShouldBe(("gateway", "POST /mcp"));
        var served = Child(spans, request);
        (served.Service, served.Name, served.Kind).ShouldBe(("gateway", "tools/call one___add_numbers", 2));
        var asked = Child(spans, served);
        (asked.Service, asked.Name, asked.Kind).ShouldBe(("gateway", "tools/call one___add_numbers", 3));
        asked["mcp.method.name"].ShouldBe("tools/call");
        asked["gen_ai.tool.name"].ShouldBe("one___add_numbers");
        asked["agentstack.upstream"].ShouldBe("one");
        asked["agentstack.upstream.queue_time"].ShouldNotBeNull();
        asked.IsError.ShouldBeFalse();
        var sent = Child(spans, asked);
        (sent.Service, sent.Kind).ShouldBe(("gateway", 3));
        var taken = Child(spans, sent);
        (taken.Service, taken.Name, taken.Kind).ShouldBe(("upstream", "POST /mcp", 2));
        Child(spans, taken).Name.ShouldBe("tools/call add_numbers");
    }

    [Fact]
    public async Task Calls_OfEachOutcome_AreCountedByUpstream()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var upstream = await StartAsync(receiver, "upstream", ("Gateway:OwnTools", "true"));
        await using (var gateway = await StartGatewayAsync(receiver, upstream))
        {
            await gateway.CallAsync("one___add_numbers", """{"a":1,"b":2}""");
            await gateway.CallAsync("one___add_numbers", """{"a":"one"}""");
            await upstream.DisposeAsync();
            await gateway.CallAsync("one___add_numbers", """{"a":1,"b":2}""");
        }

        var points = receiver.Points.Where(point => point.Metric == "mcp.client.operation.duration").ToList();
        points.ShouldAllBe(point => point.Unit == "s" && (string?)point.Attributes["agentstack.upstream"] == "one");
        points.Select(point => (string?)point.Attributes.GetValueOrDefault("error.type"))
            .ShouldBe([null, "tool_error", "CallTool"], ignoreOrder: true);
    }

    private static OtlpSpan Child(List<OtlpSpan> spans, OtlpSpan parent) => spans.Single(span => span.ParentId == parent.SpanId);

    private static Task<RunningServer> StartGatewayAsync(OtlpReceiver receiver, RunningServer upstream) => StartAsync(
        receiver,
        "gateway",
        [.. OperatedGateway.Settings("one", upstream).Select(setting => ($"Gateway:{setting.Key}", setting.Value)), ("Gateway:OwnTools", "false")]);

    private static Task<RunningServer> StartAsync(OtlpReceiver receiver, string service, params (string Key, string Value)[] settings) =>
        RunningServer.StartPlainAsync(builder =>
        {
            builder.Configuration.AddInMemoryCollection(settings
                .Append(("OTEL_SERVICE_NAME", service))
                .Append(("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.Address.AbsoluteUri))
                .Append(("OTEL_EXPORTER_OTLP_TIMEOUT", "60000"))
                .Select(setting => KeyValuePair.Create(setting.Item1, (string?)setting.Item2)));
            builder.Services.AddSingleton(Patient);
        });
}
