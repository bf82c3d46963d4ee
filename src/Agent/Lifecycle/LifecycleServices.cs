using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AgentStack.Agent.Lifecycle;

internal static class LifecycleServices
{
    /// <summary>What turns under way have after SIGTERM; the platform kills a little later.</summary>
    public static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(12);

    public static IServiceCollection AddLifecycle(this IServiceCollection services)
    {
        services.TryAddSingleton<BusyGauge>();
        services.AddHostedService<Farewell>();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = DrainTime);
        return services;
    }
}
