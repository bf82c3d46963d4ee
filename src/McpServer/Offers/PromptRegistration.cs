using System.Reflection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ModelContextProtocol.Server;

namespace AgentStack.McpServer.Offers;

/// <summary>Makes prompts of the methods that carry the SDK's attribute.</summary>
public static class PromptRegistration
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    /// <summary>Offers each public method of the family marked <see cref="McpServerPromptAttribute"/>, as with tools.</summary>
    public static IServiceCollection AddPrompts(this IServiceCollection services, Type family)
    {
        if (!family.IsAbstract)
            services.TryAddSingleton(family);

        foreach (var method in family.GetMethods(Declared).Where(method => method.IsDefined(typeof(McpServerPromptAttribute))))
        {
            services.AddSingleton(provider => McpServerPrompt.Create(
                method,
                method.IsStatic ? null : provider.GetRequiredService(family),
                new McpServerPromptCreateOptions { Services = provider }));
        }

        return services;
    }
}
