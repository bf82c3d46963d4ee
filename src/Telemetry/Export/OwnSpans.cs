using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace AgentStack.Telemetry.Export;

/// <summary>Sends the spans of one host. Calls that no span of it is above, such as those of its start, are not shown.</summary>
internal sealed class OwnSpans(HostSources host, BaseExporter<Activity> exporter, BatchExportActivityProcessorOptions batch)
    : BatchActivityExportProcessor(
        exporter, batch.MaxQueueSize, batch.ScheduledDelayMilliseconds, batch.ExporterTimeoutMilliseconds, batch.MaxExportBatchSize)
{
    public override void OnEnd(Activity data)
    {
        if (host.Own(data))
            base.OnEnd(data);
    }
}
