using System.Text.Json;
using AgentStack.McpServer.Protocol.JsonRpc;
using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Protocol.Methods;

/// <summary>All tools on one page, the same for every caller.</summary>
internal sealed class ListToolsMethod(ToolCatalog catalog) : IMcpMethod
{
    /// <summary>How long a client may keep the list: a new deployment may bring another one.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromMinutes(1);

    public string Name => RequestMethods.ToolsList;

    public bool IsIn(string version) => true;

    public ValueTask<McpResult> InvokeAsync(McpRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(List(request));

    private McpResult List(McpRequest request)
    {
        if (request.Message.Param("cursor") is { ValueKind: not JsonValueKind.Null })
            return RpcError.InvalidParams("\"cursor\" is none that this server gave: the list has one page");

        return new ListToolsResult
        {
            Tools = [.. catalog.Tools.Select(tool => tool.ProtocolTool)],
            TimeToLive = request.IsModern ? Freshness : null,
            CacheScope = request.IsModern ? CacheScope.Public : null,
        };
    }
}
