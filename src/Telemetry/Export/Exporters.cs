using System.Diagnostics;
using AgentStack.RemoteMcp.Aws;
using AgentStack.RemoteMcp.Signing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace AgentStack.Telemetry.Export;

/// <summary>How the exporters of a process reach their targets.</summary>
internal sealed class Exporters(IServiceProvider services, AwsSettings aws, TimeProvider clock)
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);
    private const int LargestReply = 64 * 1024;
    private const int MetricInterval = 60_000;

    /// <summary>X-Ray refuses requests above 5 MB; spans that hold messages have up to 60 KB each.</summary>
    private const int MostSpansForAws = 64;

    public BaseProcessor<Activity> Spans(OtlpTarget target, HostSources host) =>
        new OwnSpans(host, new OtlpTraceExporter(Options(target)), Batch(target));

    public BaseProcessor<LogRecord> Logs(OtlpTarget target) =>
        new SessionLogs(new OtlpLogExporter(Options(target)));

    public MetricReader Metrics(OtlpTarget target) => new PeriodicExportingMetricReader(
        new OtlpMetricExporter(Options(target)),
        new PeriodicExportingMetricReaderOptions().ExportIntervalMilliseconds ?? MetricInterval);

    private static BatchExportActivityProcessorOptions Batch(OtlpTarget target)
    {
        var batch = new BatchExportActivityProcessorOptions();
        if (target.Signature is not null)
            batch.MaxExportBatchSize = Math.Min(batch.MaxExportBatchSize, MostSpansForAws);

        return batch;
    }

    private OtlpExporterOptions Options(OtlpTarget target) => new()
    {
        Endpoint = target.Endpoint,
        Protocol = target.Protocol,
        Headers = target.Headers,
        Compression = target.Compression,
        TimeoutMilliseconds = (int)target.Timeout.TotalMilliseconds,
        HttpClientFactory = () => CreateHttpClient(target),
    };

    // No trace context on what carries traces.
    private HttpClient CreateHttpClient(OtlpTarget target)
    {
        HttpMessageHandler handler = new SocketsHttpHandler
        {
            ActivityHeadersPropagator = null,
            AllowAutoRedirect = false,
            ConnectTimeout = ConnectTimeout,
            PooledConnectionLifetime = ConnectionLifetime,
        };

        if (target.Signature is { } signature)
            handler = new SigV4Handler(signature, aws, clock, handler);

        var logger = new Lazy<ILogger>(services.GetRequiredService<ILogger<ExportWatch>>);
        return new HttpClient(new ExportWatch(target, logger, handler))
        {
            Timeout = target.Timeout,
            MaxResponseContentBufferSize = LargestReply,
        };
    }
}
