using System.Text.Json.Nodes;
using AgentStack.McpServer.Protocol.JsonRpc;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace AgentStack.McpServer.Protocol.Methods;

/// <summary>Reads a resource by its address. Unless the resource says otherwise, what it holds is not to be cached.</summary>
internal sealed class ReadResourceMethod(ResourceCatalog catalog, CodeRunner runner) : IMcpMethod
{
    public string Name => RequestMethods.ResourcesRead;

    public bool IsIn(string version) => true;

    public ValueTask<McpResult> InvokeAsync(McpRequest request, CancellationToken cancellationToken)
    {
        if (request.Message.TextParam("uri") is not { } uri)
            return ValueTask.FromResult<McpResult>(RpcError.InvalidParams("\"uri\" must be a string"));

        return catalog.Find(uri) is { } resource
            ? ReadAsync(resource, uri, request, cancellationToken)
            : ValueTask.FromResult<McpResult>(NotFound(request, uri));
    }

    private ValueTask<McpResult> ReadAsync(
        McpServerResource resource, string uri, McpRequest request, CancellationToken cancellationToken) =>
        runner.RunAsync<ReadResourceRequestParams>(
            request,
            resource.ProtocolResourceTemplate.Name,
            async context =>
            {
                var result = await resource.ReadAsync(context, cancellationToken);
                if (result.Contents.Count == 0)
                    return NotFound(request, uri);

                result.TimeToLive ??= request.IsModern ? TimeSpan.Zero : null;
                result.CacheScope ??= request.IsModern ? CacheScope.Private : null;
                return result;
            },
            cancellationToken);

    private static RpcError NotFound(McpRequest request, string uri) => new(
        request.IsModern ? McpErrorCode.InvalidParams : McpErrorCode.ResourceNotFound,
        "There is no such resource; resources/list and resources/templates/list name those that there are",
        Details: new JsonObject { ["uri"] = uri });
}
