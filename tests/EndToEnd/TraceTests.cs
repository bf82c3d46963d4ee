using System.Text;
using System.Text.Json;
using AgentStack.LocalAws.Bedrock.Scripting;
using AgentStack.Tests.Shared;
using AgentStack.Tests.Shared.Otlp;

namespace AgentStack.EndToEnd.Tests;

/// <summary>A turn as a collector sees it, across the two processes and the front door between them.</summary>
public sealed class TraceTests
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";
    private const string Caller = "b7ad6b7169203331";
    private const string Session = "a-session-that-is-long-enough-for-agentcore";
    private const string Agent = "agentstack-agent";
    private const string McpServer = "agentstack-mcp-server";

    [Fact]
    public async Task Turn_WithTwoParallelTools_IsOneTreeAcrossAgentAndMcpServer()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var stack = await OwnProcesses.StartAsync(SentSoonTo(receiver));

        (await AskAsync(stack, ("traceparent", $"00-{Trace}-{Caller}-01"))).ShouldContain("Five and six.");
        await HasAllAsync(receiver);
        await stack.StopAsync();

        var spans = receiver.Spans.Where(span => span.TraceId == Trace).ToList();
        var request = spans.Single(span => span.ParentId == Caller);
        (request.Service, request.Name, request.Kind).ShouldBe((Agent, "POST /invocations", 2));
        var turn = Children(spans, request).Single(span => span.Name == $"invoke_agent {Agent}");
        Children(spans, turn).Count(span => span.Name.StartsWith("chat ", StringComparison.Ordinal)).ShouldBe(2);

        foreach (var name in (string[])["add_numbers", "multiply_numbers"])
        {
            var tool = Children(spans, turn).Single(span => span.Name == $"execute_tool {name}");
            var call = Children(spans, tool).Single(span => span.Kind == 3);
            call.Service.ShouldBe(Agent);
            var served = Children(spans, call).Single();
            (served.Service, served.Name, served.Kind).ShouldBe((McpServer, "POST /mcp", 2));
            var run = Children(spans, served).Single();
            run.Name.ShouldBe($"tools/call {name}");
            run["mcp.method.name"].ShouldBe("tools/call");
            run["gen_ai.operation.name"].ShouldBe("execute_tool");
            run["gen_ai.tool.name"].ShouldBe(name);
            run["session.id"].ShouldBe(Session);
            run.IsError.ShouldBeFalse();
        }

        spans.Where(span => span.Name != "POST").ShouldAllBe(span => (string?)span["session.id"] == Session);
        receiver.Points.Select(point => point.Metric).ShouldContain("mcp.server.operation.duration");
        receiver.Logs.ShouldContain(line => line.Service == Agent && line.TraceId == Trace && (string?)line.Attributes["session.id"] == Session);
    }

    [Fact]
    public async Task Turn_LoggedAtTrace_TellsNoSecretAnywhere()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var stack = await OwnProcesses.StartAsync(
        [
            .. SentSoonTo(receiver),
            ("OTEL_EXPORTER_OTLP_HEADERS", "x-api-key=the-collectors-key"),
            ("Logging__LogLevel__Default", "Trace"),
            ("Logging__LogLevel__Microsoft", "Trace"),
            ("Logging__LogLevel__System.Net.Http", "Trace"),
            ("Telemetry__CaptureContent", "true"),
        ]);

        var answer = await AskAsync(
            stack,
            ("traceparent", $"00-{Trace}-{Caller}-01"),
            ("X-Amz-Bedrock-AgentCore-Identity-WAT", "the-workload-token"),
            ("WorkloadAccessToken", "the-older-workload-token"),
            ("Authorization", "Bearer the-callers-token"));
        await HasAllAsync(receiver);
        await stack.StopAsync();

        answer.ShouldContain("Five and six.");
        string[] secrets =
        [
            stack.Aws.SecretAccessKey, stack.Seed.ClientSecret, "the-workload-token", "the-older-workload-token", "the-callers-token",
            "the-collectors-key", "eyJ", "AWS4-HMAC-SHA256 Credential",
        ];
        var sent = receiver.Everything.Select(Encoding.UTF8.GetString).ToList();
        foreach (var secret in secrets)
        {
            stack.Agent.Error.ShouldNotContain(secret);
            stack.McpServer.Error.ShouldNotContain(secret);
            sent.ShouldNotContain(body => body.Contains(secret, StringComparison.Ordinal), secret);
        }
    }

    [Fact]
    public async Task Logs_OfATurnInProduction_AreJsonLinesWithItsIds()
    {
        await using var stack = await OwnProcesses.StartAsync();

        await AskAsync(stack, ("traceparent", $"00-{Trace}-{Caller}-01"), ("X-Amzn-Bedrock-AgentCore-Runtime-Request-Id", "the-request"));
        await stack.StopAsync();

        stack.Agent.Output.ShouldBeEmpty();
        var done = Lines(stack.Agent.Error).Single(line => line.GetProperty("message").GetString()!.StartsWith("Turn done", StringComparison.Ordinal));
        done.GetProperty("level").GetString().ShouldBe("INFO");
        done.GetProperty("requestId").GetString().ShouldBe("the-request");
        done.GetProperty("sessionId").GetString().ShouldBe(Session);
        done.GetProperty("traceId").GetString().ShouldBe(Trace);
        stack.McpServer.Output.ShouldBeEmpty();
        var served = Lines(stack.McpServer.Error).First(line => line.GetProperty("message").GetString()!.Contains("tools/call add_numbers", StringComparison.Ordinal));
        served.GetProperty("traceId").GetString().ShouldBe(Trace);
        served.GetProperty("sessionId").GetString().ShouldBe(Session);
    }

    private static async Task<string> AskAsync(OwnProcesses stack, params (string Name, string Value)[] headers)
    {
        stack.Aws.Model.Enqueue(
            new ModelReply().Call("add_numbers", new { a = 2, b = 3 }).Call("multiply_numbers", new { a = 2, b = 3 }),
            new ModelReply().Say("Five and six."));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/invocations") { Content = new StringContent("\"Add and multiply 2 and 3\"") };
        request.Headers.Add("X-Amzn-Bedrock-AgentCore-Runtime-Session-Id", Session);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);

        using var response = await stack.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    // At its end a process waits two seconds for its telemetry, which a machine under load can miss: nothing is left for then.
    private static (string Name, string Value)[] SentSoonTo(OtlpReceiver receiver) =>
    [
        ("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.Address.AbsoluteUri),
        ("OTEL_EXPORTER_OTLP_TIMEOUT", "60000"),
        ("OTEL_BSP_SCHEDULE_DELAY", "100"),
        ("OTEL_BLRP_SCHEDULE_DELAY", "100"),
        ("OTEL_METRIC_EXPORT_INTERVAL", "500"),
    ];

    // A request's own span ends last, and what ends first is sent first.
    private static Task HasAllAsync(OtlpReceiver receiver) => Eventually.TrueAsync(
        () => receiver.Spans.Any(span => span.ParentId == Caller)
            && receiver.Spans.Count(span => span is { TraceId: Trace, Name: "POST /mcp" }) == 2
            && receiver.Points.Any(point => point.Metric == "mcp.server.operation.duration")
            && receiver.Logs.Any(line => line.Service == Agent && line.TraceId == Trace),
        "the turn's telemetry");

    private static List<OtlpSpan> Children(List<OtlpSpan> spans, OtlpSpan parent) => spans.FindAll(span => span.ParentId == parent.SpanId);

    private static List<JsonElement> Lines(string log) =>
        [.. log.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];
}
