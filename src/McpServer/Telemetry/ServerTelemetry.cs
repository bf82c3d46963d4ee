using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using AgentStack.McpServer.Logging;
using AgentStack.McpServer.Protocol;
using AgentStack.Telemetry;

namespace AgentStack.McpServer.Telemetry;

/// <summary>
/// What is seen of requests from outside, in the words of
/// https://github.com/open-telemetry/semantic-conventions-genai/blob/main/docs/gen-ai/mcp.md.
/// </summary>
internal sealed class ServerTelemetry
{
    public static readonly TelemetryIdentity Identity = new("AgentStack.McpServer", "agentstack-mcp-server");

    public const string Method = "mcp.method.name";
    private const string Version = "mcp.protocol.version";
    private const string RequestId = "jsonrpc.request.id";
    private const string Status = "rpc.response.status_code";
    public const string Operation = "gen_ai.operation.name";
    public const string Tool = "gen_ai.tool.name";
    private const string Arguments = "gen_ai.tool.call.arguments";
    public const string ErrorType = "error.type";
    private const string Transport = "network.transport";

    public const string ExecuteTool = "execute_tool";
    public const string ToolError = "tool_error";
    public const string Cancelled = "cancelled";
    private const int LongestId = 100;
    private const int LongestArguments = 4_000;

    public static readonly double[] Buckets = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300];

    private readonly ProcessTelemetry _process;
    private readonly TimeProvider _clock;
    private readonly Histogram<double> _duration;

    public ServerTelemetry(ProcessTelemetry process, TimeProvider clock)
    {
        (_process, _clock) = (process, clock);
        _duration = process.Meter.CreateHistogram(
            "mcp.server.operation.duration",
            "s",
            "A request, as this server saw it.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Buckets });
    }

    public async ValueTask<McpResult> ObserveAsync(McpRequest request, IMcpMethod method, CancellationToken cancellationToken)
    {
        using var activity = Start(request, method.Name);
        var start = _clock.GetTimestamp();
        var errorType = Cancelled;
        try
        {
            var result = await method.InvokeAsync(request, cancellationToken);
            errorType = Judge(activity, result);
            return result;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            errorType = e.GetType().Name;
            throw;
        }
        finally
        {
            End(activity, request, method.Name, errorType, _clock.GetElapsedTime(start));
        }
    }

    private Activity? Start(McpRequest request, string method)
    {
        var activity = _process.Source.StartActivity(method, ActivityKind.Server)?
            .SetTag(Method, method)
            .SetTag(Version, request.Version)
            .SetTag(Transport, "tcp")
            .SetTag(RequestId, Cut(request.Id.ToString(), LongestId));

        if (_process.CapturesContent && request.Message.Param("arguments") is { } arguments)
            activity?.SetTag(Arguments, Cut(arguments.GetRawText(), LongestArguments));

        return activity;
    }

    private static string? Judge(Activity? activity, McpResult result)
    {
        if (result.Error is not { } error)
            return result.IsToolError ? ToolError : null;

        var code = ((int)error.Code).ToString(CultureInfo.InvariantCulture);
        activity?.SetTag(Status, code);
        return code;
    }

    // The tool's name is known when its existence is: what a caller made up is not shown.
    private void End(Activity? activity, McpRequest request, string method, string? errorType, TimeSpan duration)
    {
        var tags = new TagList { { Method, method }, { Version, request.Version } };
        if (RequestSummary.Of(request.Http).Tool is { } tool)
        {
            activity?.SetTag(Tool, tool).SetTag(Operation, ExecuteTool).DisplayName = $"{method} {tool}";
            tags.Add(Tool, tool);
            tags.Add(Operation, ExecuteTool);
        }

        if (errorType is not null)
        {
            activity?.SetTag(ErrorType, errorType).SetStatus(ActivityStatusCode.Error);
            tags.Add(ErrorType, errorType);
        }

        _duration.Record(duration.TotalSeconds, tags);
    }

    private static string Cut(string text, int longest) => text.Length > longest ? text[..longest] : text;
}
