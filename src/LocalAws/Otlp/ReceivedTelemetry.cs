using System.Collections.Concurrent;

namespace AgentStack.LocalAws.Otlp;

/// <summary>What was sent to the OTLP endpoints, newest last; the oldest are forgotten.</summary>
public sealed class ReceivedTelemetry
{
    private const int Most = 1000;

    private readonly ConcurrentQueue<TelemetryExport> _exports = new();

    public IReadOnlyCollection<TelemetryExport> Exports => _exports;

    internal void Add(TelemetryExport export)
    {
        _exports.Enqueue(export);
        while (_exports.Count > Most)
            _exports.TryDequeue(out _);
    }
}
