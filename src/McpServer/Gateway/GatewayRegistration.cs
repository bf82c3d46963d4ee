using System.Diagnostics;
using AgentStack.McpServer.Gateway.Audit;
using AgentStack.McpServer.Gateway.Calls;
using AgentStack.McpServer.Gateway.Hops;
using AgentStack.McpServer.Gateway.Names;
using AgentStack.McpServer.Gateway.Reload;
using AgentStack.McpServer.Gateway.Search;
using AgentStack.McpServer.Gateway.Status;
using AgentStack.McpServer.Offers;
using AgentStack.McpServer.Offers.Own;
using AgentStack.McpServer.Protocol.Methods;
using AgentStack.McpServer.Telemetry;
using AgentStack.RemoteMcp;
using AgentStack.RemoteMcp.Connections;

namespace AgentStack.McpServer.Gateway;

/// <summary>What stands behind the gateway is offered beside this server's own; without upstreams nothing of this is there.</summary>
internal static class GatewayRegistration
{
    public static IServiceCollection AddGateway(this IServiceCollection services, GatewayOptions options, bool isReloadable)
    {
        services.AddSingleton(options).AddSingleton<GatewaySettings>().AddSingleton<AuditLog>().AddHostedService<ScopePatternCheck>();
        if (options.Upstreams.Count == 0 && options.ConfigFile is null)
            return services;

        if (isReloadable)
        {
            services.AddSingleton<GatewayReload>();
            services.AddHostedService(provider => provider.GetRequiredService<GatewayReload>());
        }

        return services
            .AddRemoteMcp()
            .AddSingleton(GatewayId.New())
            .AddSingleton(provider => ActivatorUtilities.CreateInstance<RemoteServerFactory>(
                provider, new UpstreamPropagator(provider.GetRequiredService<DistributedContextPropagator>())))
            .AddSingleton(provider => new OwnNames(new Lazy<OwnOffers>(provider.GetRequiredService<OwnOffers>)))
            .AddSingleton<UpstreamTelemetry>()
            .AddSingleton<UpstreamCalls>()
            .AddSingleton<UpstreamLists>()
            .AddSingleton<Upstreams>()
            .AddHostedService(provider => provider.GetRequiredService<Upstreams>())
            .AddSingleton<GatewayOffers>()
            .AddSingleton<IOfferSource>(provider => provider.GetRequiredService<GatewayOffers>())
            .AddGatewayTools();
    }

    public static void MapGateway(this WebApplication app)
    {
        if (app.Services.GetService<StatusEndpoint>() is not { } status)
            return;

        app.UseMiddleware<HopHeader>();
        app.MapGet(StatusEndpoint.Path, status.HandleAsync);
    }

    // A source's tools may look at all sources.
    private static IServiceCollection AddGatewayTools(this IServiceCollection services) => services
        .AddSingleton(provider => new Lazy<OfferCatalog>(provider.GetRequiredService<OfferCatalog>))
        .AddSingleton(provider => new Lazy<CallToolMethod>(provider.GetRequiredService<CallToolMethod>))
        .AddSingleton<ToolRanking>()
        .AddSingleton<SearchTool>()
        .AddSingleton<CallTool>()
        .AddSingleton<LeftOutRights>()
        .AddSingleton<StatusReport>()
        .AddSingleton<StatusTool>()
        .AddSingleton<StatusEndpoint>()
        .AddSingleton<IOfferSource, GatewayTools>();
}
