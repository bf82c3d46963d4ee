using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Protocol.Methods;

/// <summary>All resource templates on one page.</summary>
internal sealed class ListResourceTemplatesMethod(ResourceCatalog catalog) : IMcpMethod
{
    public string Name => RequestMethods.ResourcesTemplatesList;

    public bool IsIn(string version) => true;

    public ValueTask<McpResult> InvokeAsync(McpRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(OnePage.Check(request) is { } problem ? problem : List(request));

    private McpResult List(McpRequest request) => new ListResourceTemplatesResult
    {
        ResourceTemplates = [.. catalog.Templates.Select(template => template.ProtocolResourceTemplate)],
        TimeToLive = request.IsModern ? OnePage.Freshness : null,
        CacheScope = request.IsModern ? CacheScope.Public : null,
    };
}
