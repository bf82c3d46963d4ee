using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Protocol.Methods;

/// <summary>All resources with an address of their own, on one page.</summary>
internal sealed class ListResourcesMethod(ResourceCatalog catalog) : IMcpMethod
{
    public string Name => RequestMethods.ResourcesList;

    public bool IsIn(string version) => true;

    public ValueTask<McpResult> InvokeAsync(McpRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(OnePage.Check(request) is { } problem ? problem : List(request));

    private McpResult List(McpRequest request) => new ListResourcesResult
    {
        Resources = [.. catalog.Resources.Select(resource => resource.ProtocolResource!)],
        TimeToLive = request.IsModern ? OnePage.Freshness : null,
        CacheScope = request.IsModern ? CacheScope.Public : null,
    };
}
