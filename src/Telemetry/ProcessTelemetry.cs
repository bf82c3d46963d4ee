using System.Diagnostics;
using System.Diagnostics.Metrics;
using AgentStack.RemoteMcp;
using AgentStack.Telemetry.Export;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace AgentStack.Telemetry;

/// <summary>
/// A process's source of spans and its meter, and, when telemetry goes somewhere, what takes it there. Several hosts can
/// live in one process: each sends what is its own.
/// </summary>
public sealed class ProcessTelemetry : IAsyncDisposable, IDisposable
{
    private const string HttpClientSource = "System.Net.Http";
    private const string RequestMeter = "Microsoft.AspNetCore.Hosting";
    private const string RuntimeMeter = "System.Runtime";

    private readonly TracerProvider? _traces;
    private readonly MeterProvider? _metrics;
    private readonly LogExport _logs;
    private readonly Farewell _farewell;

    internal ProcessTelemetry(
        TelemetryIdentity identity,
        TelemetrySettings settings,
        Exporters exporters,
        LogExport logs,
        Farewell farewell,
        IMeterFactory meters,
        ActivitySource requests)
    {
        Source = new ActivitySource(identity.Source);
        Meter = meters.Create(identity.Source);
        Service = settings.Configuration["OTEL_SERVICE_NAME"] is { Length: > 0 } service ? service : identity.Service;
        CapturesContent = settings.CapturesContent;
        _logs = logs;
        _farewell = farewell;

        var resource = new ProcessResource(identity, settings);
        if (settings.Target(Signal.Traces) is { } traces)
        {
            var host = new HostSources(Source, requests);
            _traces = resource.Describe(Sdk.CreateTracerProviderBuilder())
                .AddSource(identity.Source, requests.Name, HttpClientSource)
                .AddProcessor(new BaggageOnSpans(host))
                .AddProcessor(exporters.Spans(traces, host))
                .Build();
        }

        if (settings.Target(Signal.Metrics) is { } metrics)
        {
            _metrics = resource.Describe(Sdk.CreateMeterProviderBuilder())
                .AddMeter(identity.Source, RemoteMcpTelemetry.MeterName, RequestMeter, RuntimeMeter)
                .AddView(instrument => IsOwn(instrument, meters) ? null : MetricStreamConfiguration.Drop)
                .AddReader(exporters.Metrics(metrics))
                .Build();
        }
    }

    public ActivitySource Source { get; }

    public Meter Meter { get; }

    /// <summary>What the process is called.</summary>
    public string Service { get; }

    /// <summary>Whether prompts, answers, tool arguments and tool results go into spans.</summary>
    public bool CapturesContent { get; }

    public async ValueTask DisposeAsync()
    {
        await FinishAsync(_farewell.Limit);
        Dispose();
    }

    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
        Source.Dispose();
    }

    /// <summary>Sends what there is, now.</summary>
    internal void Flush()
    {
        _traces?.ForceFlush();
        _metrics?.ForceFlush();
        _logs.Processor?.ForceFlush();
    }

    /// <summary>Sends what is left, all signals side by side; the end of it.</summary>
    internal Task FinishAsync(TimeSpan time) => Farewell.SayAsync(
        time, limit => _traces?.Shutdown(limit), limit => _metrics?.Shutdown(limit), limit => _logs.Processor?.Shutdown(limit));

    private static bool IsOwn(Instrument instrument, IMeterFactory meters) =>
        instrument.Meter.Name == RuntimeMeter || ReferenceEquals(instrument.Meter.Scope, meters);
}
