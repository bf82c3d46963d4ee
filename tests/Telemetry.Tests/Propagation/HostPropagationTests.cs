using AgentStack.Tests.Shared.Otlp;

namespace AgentStack.Telemetry.Tests.Propagation;

/// <summary>Through a real server: what comes in, what its spans say, what goes out.</summary>
public sealed class HostPropagationTests
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";

    [Fact]
    public async Task Request_WithAmazonsHeaderAlone_ContinuesThatTrace()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var host = await Host.StartAsync(("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.Address.AbsoluteUri));

        var sent = await host.GetAsync("/work", ("X-Amzn-Trace-Id", $"Root=1-{Trace[..8]}-{Trace[8..]};Parent=b7ad6b7169203331;Sampled=1"));
        await host.App.StopAsync(TestContext.Current.CancellationToken);

        var request = receiver.Spans.Single(span => span.Name == "GET /work");
        request.TraceId.ShouldBe(Trace);
        request.ParentId.ShouldBe("b7ad6b7169203331");
        var work = receiver.Spans.Single(span => span.Name == "work");
        work.ParentId.ShouldBe(request.SpanId);
        sent.ShouldContain($"traceparent: 00-{Trace}-{work.SpanId}-01");
        sent.ShouldContain($"X-Amzn-Trace-Id: Root=1-{Trace[..8]}-{Trace[8..]};Parent={work.SpanId};Sampled=1");
    }

    [Fact]
    public async Task Request_NotSampledByItsCaller_HasNoSpansAndSaysSoOnward()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var host = await Host.StartAsync(("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.Address.AbsoluteUri));

        var sent = await host.GetAsync("/work", ("X-Amzn-Trace-Id", $"Root=1-{Trace[..8]}-{Trace[8..]};Parent=b7ad6b7169203331;Sampled=0"));
        await host.App.StopAsync(TestContext.Current.CancellationToken);

        receiver.Spans.ShouldBeEmpty();
        sent.ShouldContain($"traceparent: 00-{Trace}-");
        sent.ShouldContain(";Sampled=0");
    }

    [Fact]
    public async Task Request_Baggage_BecomesAttributesWhereItIsKnown()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var host = await Host.StartAsync(("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.Address.AbsoluteUri));

        var sent = await host.GetAsync("/work", ("baggage", "session.id=s-1,aws.agentcore.configbundle_version=7,tenant=secret-tenant"));
        await host.App.StopAsync(TestContext.Current.CancellationToken);

        receiver.Spans.Count.ShouldBe(2);
        receiver.Spans.ShouldAllBe(span => (string?)span["session.id"] == "s-1" && (string?)span["aws.agentcore.configbundle_version"] == "7");
        receiver.Spans.ShouldAllBe(span => !span.Attributes.Values.Contains("secret-tenant"));
        sent.ShouldContain("tenant=secret-tenant");
    }

    [Fact]
    public async Task Request_WhileNothingIsExported_PassesTheTraceOn()
    {
        await using var host = await Host.StartAsync();

        (await host.GetAsync("/work", ("traceparent", $"00-{Trace}-b7ad6b7169203331-01"))).ShouldContain($"traceparent: 00-{Trace}-");
    }
}
