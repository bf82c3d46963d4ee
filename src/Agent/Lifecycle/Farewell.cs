namespace AgentStack.Agent.Lifecycle;

/// <summary>Says, when the process is told to stop, what it still waits for.</summary>
internal sealed partial class Farewell(BusyGauge gauge, IHostApplicationLifetime lifetime, ILogger<Farewell> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStopping.Register(() =>
        {
            if (gauge.Running is > 0 and var running)
                Log.Draining(logger, running, LifecycleServices.DrainTime.TotalSeconds);
        });
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(5001, LogLevel.Information, "Stopping: {Running} turns under way have {Seconds} s to end")]
        public static partial void Draining(ILogger logger, int running, double seconds);
    }
}
