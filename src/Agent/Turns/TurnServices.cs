using AgentStack.Agent.Turns.History;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AgentStack.Agent.Turns;

internal static class TurnServices
{
    public static IServiceCollection AddTurns(this IServiceCollection services, TurnOptions options)
    {
        services.TryAddSingleton(options);
        services.AddHistory();
        services.TryAddSingleton<ToolCallRunner>();
        services.TryAddSingleton<TurnLimits>();
        services.TryAddSingleton<ToolRound>();
        services.TryAddSingleton<TurnLoop>();
        services.TryAddSingleton<Approvals>();
        services.TryAddSingleton<TurnKeeper>();
        services.TryAddSingleton<SessionTurn>();
        services.TryAddSingleton<TurnRunner>();
        return services;
    }
}
