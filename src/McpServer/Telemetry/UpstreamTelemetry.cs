using System.Diagnostics;
using System.Diagnostics.Metrics;
using AgentStack.McpServer.Gateway;
using AgentStack.Telemetry;
using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Telemetry;

/// <summary>What is seen of requests to upstreams, in the same words as of those from outside.</summary>
internal sealed class UpstreamTelemetry
{
    private readonly ProcessTelemetry _process;
    private readonly TimeProvider _clock;
    private readonly Histogram<double> _duration;

    public UpstreamTelemetry(ProcessTelemetry process, TimeProvider clock)
    {
        (_process, _clock) = (process, clock);
        _duration = process.Meter.CreateHistogram(
            "mcp.client.operation.duration",
            "s",
            "A request to an upstream with its time in the queue and all attempts.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = ServerTelemetry.Buckets });
    }

    /// <summary>A call begins, which may have to wait for its turn.</summary>
    public UpstreamSpan Start(UpstreamCall call)
    {
        var tags = new TagList { { ServerTelemetry.Method, call.Method }, { UpstreamSpan.Upstream, call.Upstream.Name } };
        var isTool = call.Method == RequestMethods.ToolsCall;
        if (isTool)
        {
            tags.Add(ServerTelemetry.Tool, call.Name);
            tags.Add(ServerTelemetry.Operation, ServerTelemetry.ExecuteTool);
        }

        var name = isTool ? $"{call.Method} {call.Name}" : call.Method;
        var activity = _process.Source.StartActivity(name, ActivityKind.Client);
        foreach (var (key, value) in tags)
            activity?.SetTag(key, value);

        return new UpstreamSpan(activity, tags, _duration, _clock);
    }
}
