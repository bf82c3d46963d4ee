using AgentStack.McpServer.Gateway.Audit;
using AgentStack.McpServer.Offers;
using AgentStack.RemoteMcp;

namespace AgentStack.McpServer.Gateway;

/// <summary>What stands behind the gateway is offered beside this server's own; without upstreams nothing of this is there.</summary>
internal static class GatewayRegistration
{
    public static IServiceCollection AddGateway(this IServiceCollection services, GatewayOptions options)
    {
        services.AddSingleton(options).AddSingleton<GatewaySettings>().AddSingleton<AuditLog>();
        if (options.Upstreams.Count == 0)
            return services;

        return services
            .AddRemoteMcp(RemoteServerSettings.None)
            .AddSingleton<UpstreamCalls>()
            .AddSingleton<Upstreams>()
            .AddHostedService(provider => provider.GetRequiredService<Upstreams>())
            .AddSingleton<IOfferSource, GatewayOffers>();
    }
}
