using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AgentStack.Agent.Turns;

internal static class TurnServices
{
    public static IServiceCollection AddTurns(this IServiceCollection services, TurnOptions options)
    {
        services.TryAddSingleton(options);
        services.TryAddSingleton<ToolCallRunner>();
        services.TryAddSingleton<TurnLoop>();
        services.TryAddSingleton<TurnRunner>();
        return services;
    }
}
