using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using AgentStack.McpServer.Protocol;

namespace AgentStack.McpServer.Telemetry;

/// <summary>One request to an upstream, from the moment at which it wants to run; without an outcome it was cancelled.</summary>
internal sealed class UpstreamSpan(Activity? activity, TagList tags, Histogram<double> duration, TimeProvider clock) : IDisposable
{
    public const string Upstream = "agentstack.upstream";

    private const string QueueTime = "agentstack.upstream.queue_time";
    private const string NoError = "";

    private readonly long _start = clock.GetTimestamp();
    private string? _errorType;

    /// <summary>Its turn has come.</summary>
    public void Send() => activity?.SetTag(QueueTime, clock.GetElapsedTime(_start).TotalSeconds);

    /// <summary>It was answered, unless it has failed before.</summary>
    public void Answer(McpResult result) => _errorType ??= result switch
    {
        { Error: { } error } => ((int)error.Code).ToString(CultureInfo.InvariantCulture),
        { IsToolError: true } => ServerTelemetry.ToolError,
        _ => NoError,
    };

    public void Fail(string errorType) => _errorType = errorType;

    public void Dispose()
    {
        if ((_errorType ?? ServerTelemetry.Cancelled) is { Length: > 0 } errorType)
        {
            activity?.SetTag(ServerTelemetry.ErrorType, errorType).SetStatus(ActivityStatusCode.Error);
            tags.Add(ServerTelemetry.ErrorType, errorType);
        }

        duration.Record(clock.GetElapsedTime(_start).TotalSeconds, tags);
        activity?.Dispose();
    }
}
