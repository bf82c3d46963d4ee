using AgentStack.Agent.Tools.Pins;
using AgentStack.Agent.Tools.Policy;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.SemanticKernel;

namespace AgentStack.Agent.Tools;

internal static class ToolServices
{
    public static IServiceCollection AddTools(this IServiceCollection services, ToolOptions options, ToolPolicyOptions policy)
    {
        services.TryAddSingleton(options);
        services.TryAddSingleton(policy);
        services.TryAddSingleton<ToolPolicy>();
        services.AddKernel();
        services.AddSingleton<IFunctionInvocationFilter, ToolLogFilter>();
        services.TryAddSingleton<ToolPins>();
        services.TryAddSingleton<ToolAssembly>();
        services.TryAddSingleton<ToolCatalog>();
        services.AddHostedService<ToolWarmUp>();
        return services;
    }
}
