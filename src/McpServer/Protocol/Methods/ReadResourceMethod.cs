using AgentStack.McpServer.Logging;
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

        if (catalog.FindResource(uri) is not { } resource)
            return ValueTask.FromResult<McpResult>(NoResource.At(uri, request));

        RequestSummary.Of(request.Http).ResourceScheme = SchemeOf(resource.Uri);
        return resource.ReadAsync(request, uri, cancellationToken);
    }

    // What follows the scheme may hold what a caller asked for.
    private static string? SchemeOf(string uri) => uri.IndexOf(':', StringComparison.Ordinal) is > 0 and var end ? uri[..(end + 1)] : null;
}
