using System.Diagnostics;
using AgentStack.Telemetry.Propagation;

namespace AgentStack.Telemetry.Tests.Propagation;

public sealed class TracePropagatorTests
{
    private const string TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private const string XRay = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";

    [Theory]
    [InlineData(TraceParent, null, TraceParent)]
    [InlineData(TraceParent, XRay, TraceParent)]
    [InlineData(null, XRay, "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01")]
    [InlineData("", XRay, "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01")]
    [InlineData("nonsense", XRay, "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01")]
    [InlineData(null, "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=0", "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-00")]
    [InlineData(null, "Sampled=0; Parent=53995C3F42CD8AD8 ;Root=1-5759E988-BD862E3FE1BE46A994272793;Lineage=a:1", "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-00")]
    [InlineData(null, "Self=1-1-2;Root=1-5759e988-bd862e3fe1be46a994272793", "00-5759e988bd862e3fe1be46a994272793-e1be46a994272793-01")]
    [InlineData(null, "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=?", "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01")]
    [InlineData(null, "Root=2-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8", null)]
    [InlineData(null, "Root=1-00000000-000000000000000000000000;Parent=53995c3f42cd8ad8", null)]
    [InlineData(null, "Root=1-5759e988-zd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8", null)]
    [InlineData(null, "Root;=;;Parent", null)]
    [InlineData(null, null, null)]
    public void Extract_TraceContext_IsW3CsOrElseAmazons(string? traceparent, string? xray, string? expected)
    {
        TracePropagator.Instance.ExtractTraceIdAndState(Carrier(("traceparent", traceparent), ("X-Amzn-Trace-Id", xray)), Get, out var trace, out _);

        trace.ShouldBe(expected);
    }

    [Fact]
    public void Extract_HugeHeaders_AreBounded()
    {
        var many = string.Join(',', Enumerable.Range(0, 1000).Select(i => $"key{i}={new string('v', 100)}"));
        var carrier = Carrier(("baggage", many), ("X-Amzn-Trace-Id", XRay + ";" + new string('x', 10_000)));

        TracePropagator.Instance.ExtractBaggage(carrier, Get)!.Count().ShouldBe(64);
        TracePropagator.Instance.ExtractBaggage(Carrier(("baggage", $"a={new string('v', 9000)},b=1")), Get).ShouldBeEmpty();
        TracePropagator.Instance.ExtractTraceIdAndState(carrier, Get, out var trace, out _);
        trace.ShouldBeNull();
    }

    [Theory]
    [InlineData("a=1, session.id = x%20y ;ttl=5", "a=1|session.id=x y")]
    [InlineData("a=1,a=2", "a=1")]
    [InlineData("a=1%zz+2", "a=1%zz+2")]
    [InlineData("=1,b,c d=2,,é=3,\"q\"=1,ok=", "ok=")]
    [InlineData("", "")]
    public void Extract_Baggage_KeepsWhatIsWellFormed(string header, string expected) =>
        string.Join('|', TracePropagator.Instance.ExtractBaggage(Carrier(("baggage", header)), Get)!.Select(member => $"{member.Key}={member.Value}"))
            .ShouldBe(expected);

    [Fact]
    public void Inject_Activity_WritesBothHeadersAndTheInnermostBaggage()
    {
        using var outer = new Activity("outer").SetParentId(TraceParent).SetBaggage("session.id", "old").SetBaggage("other", "a,b;c").Start();
        using var inner = new Activity("inner").SetBaggage("session.id", "new").Start();
        var headers = new Dictionary<string, string>();

        TracePropagator.Instance.Inject(inner, headers, (_, name, value) => headers.Add(name, value));

        headers["traceparent"].ShouldBe($"00-0af7651916cd43dd8448eb211c80319c-{inner.SpanId}-01");
        headers["X-Amzn-Trace-Id"].ShouldBe($"Root=1-0af76519-16cd43dd8448eb211c80319c;Parent={inner.SpanId};Sampled=1");
        TracePropagator.Instance.ExtractBaggage(Carrier(("baggage", headers["baggage"])), Get)!
            .ShouldBe([new("session.id", "new"), new("other", "a,b;c")], ignoreOrder: true);
    }

    [Fact]
    public void Inject_TooMuchBaggage_IsBounded()
    {
        using var activity = new Activity("a").Start();
        foreach (var i in Enumerable.Range(0, 500))
            activity.SetBaggage($"key{i}", new string('ü', 20));

        BaggageHeader.Write(activity.Baggage)!.Length.ShouldBeLessThanOrEqualTo(8192);
    }

    private static Dictionary<string, string?> Carrier(params (string Name, string? Value)[] headers) =>
        headers.ToDictionary(header => header.Name, header => header.Value);

    private static void Get(object? carrier, string name, out string? value, out IEnumerable<string>? values)
    {
        value = ((Dictionary<string, string?>)carrier!).GetValueOrDefault(name);
        values = null;
    }
}
