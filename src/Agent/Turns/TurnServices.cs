using AgentStack.Settings;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AgentStack.Agent.Turns;

internal static class TurnServices
{
    public static IServiceCollection AddTurns(this IServiceCollection services, SettingsReader reader)
    {
        services.TryAddSingleton(reader.Read<TurnOptions>(TurnOptions.Section, turns => turns.Problems()));
        services.TryAddSingleton<ToolCallRunner>();
        services.TryAddSingleton<TurnLoop>();
        services.TryAddSingleton<TurnRunner>();
        return services;
    }
}
