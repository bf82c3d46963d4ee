using ModelContextProtocol.Server;

namespace AgentStack.McpServer.Offers;

/// <summary>Makes resources of the methods that carry the SDK's attribute.</summary>
public static class ResourceRegistration
{
    /// <summary>Offers each public method of the family marked <see cref="McpServerResourceAttribute"/>, as with tools.</summary>
    public static IServiceCollection AddResources(this IServiceCollection services, Type family) => services.AddMarked(
        family,
        typeof(McpServerResourceAttribute),
        (method, target, provider) =>
            McpServerResource.Create(method, target, new McpServerResourceCreateOptions { Services = provider }));
}
