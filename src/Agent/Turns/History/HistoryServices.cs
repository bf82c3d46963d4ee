using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AgentStack.Agent.Turns.History;

internal static class HistoryServices
{
    public static IServiceCollection AddHistory(this IServiceCollection services)
    {
        services.TryAddSingleton<HistorySummary>();
        services.TryAddSingleton<HistorySource>();
        return services;
    }
}
