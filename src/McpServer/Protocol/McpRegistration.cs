using AgentStack.McpServer.Protocol.Methods;

namespace AgentStack.McpServer.Protocol;

/// <summary>The endpoint and its methods.</summary>
internal static class McpRegistration
{
    public static IServiceCollection AddMcp(this IServiceCollection services, McpOptions options) => services
        .AddSingleton(options)
        .AddSingleton<ToolCatalog>()
        .AddSingleton<IMcpMethod, InitializeMethod>()
        .AddSingleton<IMcpMethod, PingMethod>()
        .AddSingleton<IMcpMethod, DiscoverMethod>()
        .AddSingleton<IMcpMethod, ListToolsMethod>()
        .AddSingleton<IMcpMethod, CallToolMethod>()
        .AddSingleton<McpEndpoint>();

    public static void MapMcp(this WebApplication app) =>
        app.MapPost(McpWire.Path, app.Services.GetRequiredService<McpEndpoint>().HandleAsync);
}
