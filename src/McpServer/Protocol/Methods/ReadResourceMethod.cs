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

    public async ValueTask<McpResult> InvokeAsync(McpRequest request, CancellationToken cancellationToken)
    {
        if (request.Message.TextParam("uri") is not { } uri)
            return RpcError.InvalidParams("\"uri\" must be a string");

        if (catalog.FindResource(uri) is null)
            await catalog.SettledAsync(cancellationToken);

        if (catalog.FindResource(uri) is not { } resource)
            return NoResource.At(uri, request);

        RequestSummary.Of(request.Http).ResourceScheme = SchemeOf(resource.Uri);
        return await resource.ReadAsync(request, uri, cancellationToken);
    }

    // What follows the scheme may hold what a caller asked for.
    private static string? SchemeOf(string uri) => uri.IndexOf(':', StringComparison.Ordinal) is > 0 and var end ? uri[..(end + 1)] : null;
}
