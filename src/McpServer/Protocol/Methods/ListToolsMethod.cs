using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Protocol.Methods;

/// <summary>All tools on one page, the same for every caller.</summary>
internal sealed class ListToolsMethod(ToolCatalog catalog) : IMcpMethod
{
    public string Name => RequestMethods.ToolsList;

    public bool IsIn(string version) => true;

    public ValueTask<McpResult> InvokeAsync(McpRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(OnePage.Check(request) is { } problem ? problem : List(request));

    private McpResult List(McpRequest request) => new ListToolsResult
    {
        Tools = [.. catalog.Tools.Select(tool => tool.ProtocolTool)],
        TimeToLive = request.IsModern ? OnePage.Freshness : null,
        CacheScope = request.IsModern ? CacheScope.Public : null,
    };
}
