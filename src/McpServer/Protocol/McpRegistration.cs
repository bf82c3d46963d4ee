using AgentStack.McpServer.Gateway.Audit;
using AgentStack.McpServer.Offers;
using AgentStack.McpServer.Offers.Own;
using AgentStack.McpServer.Protocol.JsonRpc;
using AgentStack.McpServer.Protocol.Methods;
using AgentStack.McpServer.Protocol.Subscriptions;
using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Protocol;

/// <summary>The endpoint and its methods.</summary>
internal static class McpRegistration
{
    public static IServiceCollection AddMcp(this IServiceCollection services, McpOptions options) => services
        .AddSingleton(options)
        .AddSingleton(options.Subscriptions)
        .AddSingleton<OfferChanges>()
        .AddSingleton<CodeRunner>()
        .AddSingleton<OwnOffers>()
        .AddSingleton<IOfferSource>(provider => provider.GetRequiredService<OwnOffers>())
        .AddSingleton<OfferCatalog>()
        .AddSingleton<IMcpMethod, InitializeMethod>()
        .AddSingleton<IMcpMethod, PingMethod>()
        .AddSingleton<IMcpMethod, DiscoverMethod>()
        .AddSingleton<IMcpMethod, ListToolsMethod>()
        .AddSingleton<CallToolMethod>()
        .AddSingleton<IMcpMethod, AuditedCalls>()
        .AddSingleton<IMcpMethod, ListPromptsMethod>()
        .AddSingleton<IMcpMethod, GetPromptMethod>()
        .AddSingleton<IMcpMethod, ListResourcesMethod>()
        .AddSingleton<IMcpMethod, ListResourceTemplatesMethod>()
        .AddSingleton<IMcpMethod, ReadResourceMethod>()
        .AddSingleton<IMcpMethod, CompleteMethod>()
        .AddSingleton<IMcpMethod, SetLogLevelMethod>()
        .AddSingleton<IMcpMethod>(new SubscriptionMethod(RequestMethods.ResourcesSubscribe))
        .AddSingleton<IMcpMethod>(new SubscriptionMethod(RequestMethods.ResourcesUnsubscribe))
        .AddSingleton<IMcpMethod, ListenMethod>()
        .AddSingleton<BodyBudget>()
        .AddSingleton<BodyReader>()
        .AddSingleton<AnswerBudget>()
        .AddSingleton<McpEndpoint>();

    public static void MapMcp(this WebApplication app) =>
        app.MapPost(McpWire.Path, app.Services.GetRequiredService<McpEndpoint>().HandleAsync);
}
