using AgentStack.McpServer.Offers;
using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Protocol.Methods;

/// <summary>All resources with an address of their own, on one page.</summary>
internal sealed class ListResourcesMethod(OfferCatalog catalog) : IMcpMethod
{
    public string Name => RequestMethods.ResourcesList;

    public bool IsIn(string version) => true;

    public async ValueTask<McpResult> InvokeAsync(McpRequest request, CancellationToken cancellationToken)
    {
        await catalog.SettledAsync(cancellationToken);
        return OnePage.List(request, "resources", catalog.Resources.Select(resource => resource.Definition), catalog.Freshness);
    }
}
