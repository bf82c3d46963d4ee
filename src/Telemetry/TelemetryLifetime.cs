using AgentStack.Telemetry.Export;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AgentStack.Telemetry;

/// <summary>Begins before the first request and ends after the last one.</summary>
internal sealed class TelemetryLifetime(
    ProcessTelemetry telemetry,
    Farewell farewell,
    IHostApplicationLifetime lifetime,
    IOptions<HostOptions> host,
    TimeProvider clock)
    : IHostedLifecycleService, IDisposable
{
    private CancellationTokenRegistration _registration;
    private long? _stopping;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        _registration = lifetime.ApplicationStopping.Register(() => _stopping = clock.GetTimestamp());
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        var elapsed = _stopping is { } began ? clock.GetElapsedTime(began) : TimeSpan.Zero;
        return telemetry.FinishAsync(farewell.LimitWith(host.Value.ShutdownTimeout - elapsed));
    }

    public void Dispose() => _registration.Dispose();
}
