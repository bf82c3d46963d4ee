using AgentStack.McpServer.Gateway.Audit;
using AgentStack.McpServer.Gateway.Reload;
using AgentStack.McpServer.Gateway.Search;
using AgentStack.McpServer.Gateway.Status;
using AgentStack.McpServer.Offers;
using AgentStack.McpServer.Protocol.Methods;
using AgentStack.RemoteMcp;

namespace AgentStack.McpServer.Gateway;

/// <summary>What stands behind the gateway is offered beside this server's own; without upstreams nothing of this is there.</summary>
internal static class GatewayRegistration
{
    public static IServiceCollection AddGateway(this IServiceCollection services, GatewayOptions options, bool isReloadable)
    {
        services.AddSingleton(options).AddSingleton<GatewaySettings>().AddSingleton<AuditLog>();
        if (options.Upstreams.Count == 0 && options.ConfigFile is null)
            return services;

        if (isReloadable)
        {
            services.AddSingleton<GatewayReload>();
            services.AddHostedService(provider => provider.GetRequiredService<GatewayReload>());
        }

        return services
            .AddRemoteMcp(RemoteServerSettings.None)
            .AddSingleton<UpstreamCalls>()
            .AddSingleton<Upstreams>()
            .AddHostedService(provider => provider.GetRequiredService<Upstreams>())
            .AddSingleton<GatewayOffers>()
            .AddGatewayTools();
    }

    public static void MapGateway(this WebApplication app)
    {
        if (app.Services.GetService<StatusEndpoint>() is { } status)
            app.MapGet(StatusEndpoint.Path, status.HandleAsync);
    }

    // A source's tools may look at all sources.
    private static IServiceCollection AddGatewayTools(this IServiceCollection services) => services
        .AddSingleton(provider => new Lazy<OfferCatalog>(provider.GetRequiredService<OfferCatalog>))
        .AddSingleton(provider => new Lazy<CallToolMethod>(provider.GetRequiredService<CallToolMethod>))
        .AddSingleton<OnDemandOffers>()
        .AddSingleton<IOfferSource>(provider => provider.GetRequiredService<OnDemandOffers>())
        .AddSingleton<ToolRanking>()
        .AddSingleton<SearchTool>()
        .AddSingleton<CallTool>()
        .AddSingleton<StatusReport>()
        .AddSingleton<StatusTool>()
        .AddSingleton<StatusEndpoint>()
        .AddSingleton<IOfferSource, GatewayTools>();
}
