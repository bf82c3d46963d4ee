using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.SemanticKernel;

namespace AgentStack.Agent.Tools;

internal static class ToolServices
{
    public static IServiceCollection AddTools(this IServiceCollection services, ToolOptions options)
    {
        services.TryAddSingleton(options);
        services.AddKernel();
        services.AddSingleton<IFunctionInvocationFilter, ToolLogFilter>();
        services.TryAddSingleton<ToolCatalog>();
        services.AddHostedService<ToolWarmUp>();
        return services;
    }
}
