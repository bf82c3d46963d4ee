using OpenTelemetry;
using OpenTelemetry.Logs;

namespace AgentStack.Telemetry.Export;

/// <summary>What takes log records to their target; the logger factory has it and ends it.</summary>
internal sealed class LogExport(TelemetrySettings settings, Exporters exporters)
{
    /// <summary>Null: they go to the console alone.</summary>
    public BaseProcessor<LogRecord>? Processor { get; } =
        settings.Target(Signal.Logs) is { } target ? exporters.Logs(target) : null;
}
