using System.Reflection;
using AgentStack.McpServer.Tools;
using ModelContextProtocol.Server;

namespace AgentStack.McpServer.Offers;

/// <summary>Finds what is marked to be offered, so that a new tool is a new class and nothing else.</summary>
public static class OfferRegistration
{
    /// <summary>
    /// Offers what the assembly's classes hold that are marked <see cref="McpServerToolTypeAttribute"/>,
    /// <see cref="McpServerPromptTypeAttribute"/> or <see cref="McpServerResourceTypeAttribute"/>.
    /// </summary>
    public static IServiceCollection AddOffers(this IServiceCollection services, Assembly assembly)
    {
        foreach (var type in assembly.GetTypes().Where(type => type.IsClass))
        {
            if (type.IsDefined(typeof(McpServerToolTypeAttribute)))
                services.AddTools(type);

            if (type.IsDefined(typeof(McpServerPromptTypeAttribute)))
                services.AddPrompts(type);

            if (type.IsDefined(typeof(McpServerResourceTypeAttribute)))
                services.AddResources(type);
        }

        return services;
    }
}
