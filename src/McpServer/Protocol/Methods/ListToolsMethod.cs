using AgentStack.McpServer.Offers;
using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Protocol.Methods;

/// <summary>All tools on one page.</summary>
internal sealed class ListToolsMethod(OfferCatalog catalog) : IMcpMethod
{
    public string Name => RequestMethods.ToolsList;

    public bool IsIn(string version) => true;

    public async ValueTask<McpResult> InvokeAsync(McpRequest request, CancellationToken cancellationToken)
    {
        await catalog.SettledAsync(cancellationToken);
        return OnePage.List(request, "tools", catalog.Tools.Select(tool => tool.Definition), catalog.Freshness);
    }
}
