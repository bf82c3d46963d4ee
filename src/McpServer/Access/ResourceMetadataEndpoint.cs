using System.Net;
using AgentStack.McpServer.Protocol;

namespace AgentStack.McpServer.Access;

/// <summary>Tells a client that was refused where tokens for this server come from.</summary>
internal sealed class ResourceMetadataEndpoint(AccessOptions options)
{
    private readonly string[] _scopes =
        [.. options.Issuers.SelectMany(issuer => issuer.RequiredScopes)
            .Concat(options.ToolScopes.SelectMany(rule => rule.Scopes))
            .Distinct(StringComparer.Ordinal)];

    public Task HandleAsync(HttpContext context)
    {
        var metadata = new ResourceMetadata(
            ResourceOf(context.Request).AbsoluteUri,
            [.. options.Issuers.Select(issuer => issuer.Issuer)],
            _scopes,
            ["header"]);
        return context.Response.WriteAsJsonAsync(metadata, AccessJson.Default.ResourceMetadata, cancellationToken: context.RequestAborted);
    }

    /// <summary>Where the document about /mcp is, for the challenge.</summary>
    public string AddressFor(HttpRequest request)
    {
        var resource = ResourceOf(request);
        return resource.GetLeftPart(UriPartial.Authority) + AccessWire.MetadataPath + resource.AbsolutePath.TrimEnd('/');
    }

    // A caller may send anything as its Host; what is no address is answered with the one that was reached.
    private Uri ResourceOf(HttpRequest request)
    {
        if (options.Resource is { } configured)
            return configured;

        var connection = request.HttpContext.Connection;
        var reached = new IPEndPoint(connection.LocalIpAddress ?? IPAddress.Loopback, connection.LocalPort);
        return AddressAt(request, request.Headers.Host.ToString()) ?? AddressAt(request, reached.ToString())!;
    }

    private static Uri? AddressAt(HttpRequest request, string? host)
    {
        try
        {
            var address = new Uri($"{request.Scheme}://{host}{McpWire.Path}");
            return address.AbsoluteUri.Length > 0 ? address : null;
        }
        catch (Exception e) when (e is UriFormatException or ArgumentException)
        {
            return null;
        }
    }
}
