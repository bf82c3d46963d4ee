using System.Reflection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ModelContextProtocol.Server;

namespace AgentStack.McpServer.Offers;

/// <summary>Makes resources of the methods that carry the SDK's attribute.</summary>
public static class ResourceRegistration
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    /// <summary>Offers each public method of the family marked <see cref="McpServerResourceAttribute"/>, as with tools.</summary>
    public static IServiceCollection AddResources(this IServiceCollection services, Type family)
    {
        if (!family.IsAbstract)
            services.TryAddSingleton(family);

        foreach (var method in family.GetMethods(Declared).Where(method => method.IsDefined(typeof(McpServerResourceAttribute))))
        {
            services.AddSingleton(provider => McpServerResource.Create(
                method,
                method.IsStatic ? null : provider.GetRequiredService(family),
                new McpServerResourceCreateOptions { Services = provider }));
        }

        return services;
    }
}
