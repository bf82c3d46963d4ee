namespace AgentStack.Agent.Lifecycle;

/// <summary>
/// Holds the server open until what is under way has ended: meanwhile /ping says that the process is busy, and a new turn
/// is refused in words. Stores and telemetry stop after the server does.
/// </summary>
internal sealed partial class Drain(
    BusyGauge gauge, Shutdown shutdown, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<Drain> logger)
    : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        // A signal has done so; a host that is stopped by its owner has not yet.
        lifetime.StopApplication();
        if (gauge.Running is not (> 0 and var running))
            return;

        Log.Draining(logger, running, LifecycleServices.TurnTime.TotalSeconds);
        try
        {
            await gauge.WhenIdleAsync().WaitAsync(LifecycleServices.DrainTime, clock, cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            Log.CutOff(logger, gauge.Running, shutdown.Deadline.IsCancellationRequested);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(5001, LogLevel.Information, "Stopping: {Running} under way have {Seconds} s to end")]
        public static partial void Draining(ILogger logger, int running, double seconds);

        [LoggerMessage(5002, LogLevel.Warning, "Stopping: {Running} did not end in time and are cut off (told to end: {WereTold})")]
        public static partial void CutOff(ILogger logger, int running, bool wereTold);
    }
}
