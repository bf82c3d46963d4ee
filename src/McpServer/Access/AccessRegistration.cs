using AgentStack.McpServer.Access.Limits;
using AgentStack.McpServer.Health;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AgentStack.McpServer.Access;

/// <summary>The door: headers on every answer, tokens where an issuer is configured, limits where there are any.</summary>
internal static class AccessRegistration
{
    private static readonly TimeSpan LongestConnection = TimeSpan.FromMinutes(5);

    public static IServiceCollection AddAccess(this IServiceCollection services, AccessOptions options)
    {
        services.AddSingleton(options);
        // A connection that is kept for ever never sees that the issuer's name has a new address.
        services.TryAddKeyedSingleton(
            McpServerApplication.IssuerHttpClient,
            (_, _) => new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = LongestConnection }));
        services.TryAddSingleton<TrustedIssuers>();
        services.TryAddSingleton<ResourceMetadataEndpoint>();
        services.TryAddSingleton<Challenges>();
        services.TryAddSingleton<ToolPermissions>();
        services.TryAddSingleton<ToolRefusal>();
        services.TryAddSingleton<ClientUsages>();
        return services;
    }

    public static void UseAccess(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<AccessOptions>();
        app.UseWhen(IsGuarded, guarded =>
        {
            if (options.IsGuarded)
                guarded.UseMiddleware<AccessCheck>();

            if (options.Limits.IsSet)
                guarded.UseMiddleware<LimitCheck>();
        });
        if (!options.IsGuarded)
            return;

        var metadata = app.Services.GetRequiredService<ResourceMetadataEndpoint>();
        app.MapGet(AccessWire.MetadataPath, metadata.HandleAsync);
        app.MapGet(AccessWire.MetadataPath + Protocol.McpWire.Path, metadata.HandleAsync);
    }

    // Everything that is not meant for everybody, so that a new address is behind the door before anybody thinks of it.
    private static bool IsGuarded(HttpContext context) =>
        context.Request.Path != PingEndpoint.Path
        && !context.Request.Path.StartsWithSegments(AccessWire.WellKnownPath, StringComparison.OrdinalIgnoreCase);
}
