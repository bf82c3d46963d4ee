using AgentStack.McpServer.Gateway.Names;
using AgentStack.McpServer.Offers;
using AgentStack.McpServer.Offers.Own;
using AgentStack.RemoteMcp;

namespace AgentStack.McpServer.Gateway;

/// <summary>What stands behind the gateway is offered beside this server's own; without upstreams nothing of this is there.</summary>
internal static class GatewayRegistration
{
    public static IServiceCollection AddGateway(this IServiceCollection services, GatewayOptions options)
    {
        services.AddSingleton(options);
        if (options.Upstreams.Count == 0)
            return services;

        return services
            .AddRemoteMcp()
            .AddSingleton(provider => new OwnNames(new Lazy<OwnOffers>(provider.GetRequiredService<OwnOffers>)))
            .AddSingleton<UpstreamCalls>()
            .AddSingleton<UpstreamLists>()
            .AddSingleton<Upstreams>()
            .AddHostedService(provider => provider.GetRequiredService<Upstreams>())
            .AddSingleton<IOfferSource, GatewayOffers>();
    }
}
