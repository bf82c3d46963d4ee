using AgentStack.McpServer.Offers;
using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Protocol.Methods;

/// <summary>All resource templates on one page.</summary>
internal sealed class ListResourceTemplatesMethod(OfferCatalog catalog) : IMcpMethod
{
    public string Name => RequestMethods.ResourcesTemplatesList;

    public bool IsIn(string version) => true;

    public async ValueTask<McpResult> InvokeAsync(McpRequest request, CancellationToken cancellationToken)
    {
        await catalog.SettledAsync(cancellationToken);
        return OnePage.List(request, "resourceTemplates", catalog.Templates.Select(template => template.Definition), catalog.Freshness);
    }
}
