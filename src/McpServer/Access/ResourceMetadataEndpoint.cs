using AgentStack.McpServer.Protocol;

namespace AgentStack.McpServer.Access;

/// <summary>Tells a client that was refused where tokens for this server come from.</summary>
internal sealed class ResourceMetadataEndpoint(AccessOptions options)
{
    public Task HandleAsync(HttpContext context)
    {
        var metadata = new ResourceMetadata(
            ResourceOf(context.Request),
            [options.DiscoveryUrl!.AbsoluteUri[..^AccessOptions.DiscoverySuffix.Length]],
            options.RequiredScopes,
            ["header"]);
        return context.Response.WriteAsJsonAsync(metadata, AccessJson.Default.ResourceMetadata, cancellationToken: context.RequestAborted);
    }

    /// <summary>Where the document about /mcp is, for the challenge.</summary>
    public string AddressFor(HttpRequest request)
    {
        var resource = new Uri(ResourceOf(request));
        return resource.GetLeftPart(UriPartial.Authority) + AccessWire.MetadataPath + resource.AbsolutePath.TrimEnd('/');
    }

    private string ResourceOf(HttpRequest request) =>
        options.Resource?.AbsoluteUri ?? $"{request.Scheme}://{request.Host.ToUriComponent()}{McpWire.Path}";
}
