using AgentStack.McpServer.Gateway.Status;
using AgentStack.McpServer.Protocol;
using AgentStack.Oidc;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AgentStack.McpServer.Access;

/// <summary>Tokens are checked when an issuer is configured; otherwise nothing of this is there.</summary>
internal static class AccessRegistration
{
    public static IServiceCollection AddAccess(this IServiceCollection services, AccessOptions options)
    {
        services.AddSingleton(options);
        if (options.DiscoveryUrl is not { } discoveryUrl)
            return services;

        services.TryAddKeyedSingleton(McpServerApplication.IssuerHttpClient, (_, _) => new HttpClient());
        services.TryAddSingleton(provider => new SigningKeys(
            provider.GetRequiredKeyedService<HttpClient>(McpServerApplication.IssuerHttpClient),
            discoveryUrl,
            provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<AccessTokenVerifier>();
        services.TryAddSingleton<ResourceMetadataEndpoint>();
        return services;
    }

    public static void UseAccess(this WebApplication app)
    {
        if (app.Services.GetService<ResourceMetadataEndpoint>() is not { } metadata)
            return;

        app.UseWhen(
            context => IsGuarded(context.Request.Path),
            guarded => guarded.UseMiddleware<AccessCheck>());
        app.MapGet(AccessWire.MetadataPath, metadata.HandleAsync);
        app.MapGet(AccessWire.MetadataPath + McpWire.Path, metadata.HandleAsync);
    }

    private static bool IsGuarded(PathString path) =>
        path.StartsWithSegments(McpWire.Path, StringComparison.OrdinalIgnoreCase)
        || path.StartsWithSegments(StatusEndpoint.Path, StringComparison.OrdinalIgnoreCase);
}
