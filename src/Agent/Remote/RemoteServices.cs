using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AgentStack.Agent.Remote;

internal static class RemoteServices
{
    public static IServiceCollection AddRemoteAgents(this IServiceCollection services)
    {
        services.TryAddSingleton(DistributedContextPropagator.Current);
        services.TryAddSingleton<RemoteAgents>();
        return services;
    }
}
