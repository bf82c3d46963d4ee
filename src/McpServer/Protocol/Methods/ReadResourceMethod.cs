using AgentStack.McpServer.Offers;
using AgentStack.McpServer.Protocol.JsonRpc;
using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Protocol.Methods;

/// <summary>Reads a resource by its address.</summary>
internal sealed class ReadResourceMethod(OfferCatalog catalog) : IMcpMethod
{
    public string Name => RequestMethods.ResourcesRead;

    public bool IsIn(string version) => true;

    public ValueTask<McpResult> InvokeAsync(McpRequest request, CancellationToken cancellationToken)
    {
        if (request.Message.TextParam("uri") is not { } uri)
            return ValueTask.FromResult<McpResult>(RpcError.InvalidParams("\"uri\" must be a string"));

        return catalog.FindResource(uri)?.ReadAsync(request, uri, cancellationToken)
            ?? ValueTask.FromResult<McpResult>(NoResource.At(uri, request));
    }
}
