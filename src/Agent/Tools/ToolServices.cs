using AgentStack.Settings;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.SemanticKernel;

namespace AgentStack.Agent.Tools;

internal static class ToolServices
{
    public static IServiceCollection AddTools(this IServiceCollection services, SettingsReader reader)
    {
        services.TryAddSingleton(reader.Read<ToolOptions>(ToolOptions.Section, tools => tools.Problems()));
        services.AddKernel();
        services.AddSingleton<IFunctionInvocationFilter, ToolLogFilter>();
        services.TryAddSingleton<ToolCatalog>();
        services.AddHostedService<ToolWarmUp>();
        return services;
    }
}
