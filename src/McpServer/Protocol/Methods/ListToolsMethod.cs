using AgentStack.McpServer.Access;
using AgentStack.McpServer.Offers;
using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Protocol.Methods;

/// <summary>All tools that the caller may call, on one page.</summary>
internal sealed class ListToolsMethod(OfferCatalog catalog, ToolPermissions permissions) : IMcpMethod
{
    public string Name => RequestMethods.ToolsList;

    public bool IsIn(string version) => true;

    public async ValueTask<McpResult> InvokeAsync(McpRequest request, CancellationToken cancellationToken)
    {
        await catalog.SettledAsync(cancellationToken);
        return OnePage.List(
            request,
            "tools",
            catalog.Tools.Where(tool => permissions.Allows(request.Http, tool)).Select(tool => tool.Definition),
            catalog.Freshness,
            isForAll: !permissions.DifferByCaller);
    }
}
