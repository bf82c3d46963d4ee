using System.Diagnostics;
using AgentStack.Telemetry.Propagation;
using OpenTelemetry;
using OpenTelemetry.Logs;

namespace AgentStack.Telemetry.Export;

/// <summary>
/// Sends log records, each with its session. The trace leads to the rest: scopes are left out, since their names repeat
/// those of the message, and OTLP allows each name once.
/// </summary>
internal sealed class SessionLogs(BaseExporter<LogRecord> exporter) : BatchLogRecordExportProcessor(exporter)
{
    public override void OnEnd(LogRecord data)
    {
        if (Activity.Current?.GetBaggageItem(BaggageAttributes.SessionId) is { } session)
            data.Attributes = [.. data.Attributes ?? [], KeyValuePair.Create<string, object?>(BaggageAttributes.SessionId, session)];

        base.OnEnd(data);
    }
}
