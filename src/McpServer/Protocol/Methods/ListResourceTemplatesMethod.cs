using AgentStack.McpServer.Offers;
using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Protocol.Methods;

/// <summary>All resource templates on one page.</summary>
internal sealed class ListResourceTemplatesMethod(OfferCatalog catalog) : IMcpMethod
{
    public string Name => RequestMethods.ResourcesTemplatesList;

    public bool IsIn(string version) => true;

    public ValueTask<McpResult> InvokeAsync(McpRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(OnePage.List(request, "resourceTemplates", catalog.Templates.Select(template => template.Definition)));
}
