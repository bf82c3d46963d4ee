using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AgentStack.Agent.Lifecycle;

internal static class LifecycleServices
{
    /// <summary>
    /// From SIGTERM until the server has closed, turns ended or not. Telemetry has up to a second more, and the process is
    /// over within 12 s; the platform kills a little later.
    /// </summary>
    public static readonly TimeSpan ShutdownTime = TimeSpan.FromSeconds(10.8);

    /// <summary>After SIGTERM, for turns to end by themselves; what they have then is kept.</summary>
    public static readonly TimeSpan TurnTime = TimeSpan.FromSeconds(8);

    /// <summary>Then, for a store to keep it.</summary>
    public static readonly TimeSpan KeepTime = TimeSpan.FromSeconds(2.5);

    /// <summary>How long the server is held open for them; the rest is for the server to close, and for telemetry.</summary>
    public static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(10.5);

    public static IServiceCollection AddLifecycle(this IServiceCollection services)
    {
        services.TryAddSingleton<BusyGauge>();
        services.TryAddSingleton<Shutdown>();
        services.TryAddSingleton<ReadyReport>();
        services.AddHostedService<Drain>();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTime);
        return services;
    }
}
