using Microsoft.Net.Http.Headers;

namespace AgentStack.McpServer.Access;

/// <summary>
/// What a browser must not do with any answer of this server: guess its type, keep it, run it, frame it, or tell others
/// where it came from. An event stream replaces the word about caches by its own.
/// </summary>
internal sealed class SecureHeaders(RequestDelegate next, AccessOptions options)
{
    private const string ForwardedProto = "X-Forwarded-Proto";

    public Task InvokeAsync(HttpContext context)
    {
        if (options.TrustForwardedProto && SchemeBefore(context.Request) is { } scheme)
            context.Request.Scheme = scheme;

        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        headers["Referrer-Policy"] = "no-referrer";
        if (!context.Request.Path.StartsWithSegments(AccessWire.WellKnownPath, StringComparison.OrdinalIgnoreCase))
            headers.CacheControl = CacheControlHeaderValue.NoStoreString;

        if (context.Request.IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000";

        return next(context);
    }

    // Each proxy on the way appends its own; the last is the one in front of this server.
    private static string? SchemeBefore(HttpRequest request) =>
        request.Headers[ForwardedProto].LastOrDefault()?.Split(',')[^1].Trim() switch
        {
            { } text when text.Equals(Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase) => Uri.UriSchemeHttps,
            { } text when text.Equals(Uri.UriSchemeHttp, StringComparison.OrdinalIgnoreCase) => Uri.UriSchemeHttp,
            _ => null,
        };
}
