namespace AgentStack.Agent.Invocations;

/// <summary>
/// Which headers of a request are the caller's own words to the agent: those that AWS's SDK hands to an agent's code. What
/// belongs to the connection, the browser, the body or the platform is none of them.
/// </summary>
internal static class ForwardedHeaders
{
    private static readonly HashSet<string> Restricted = new(StringComparer.OrdinalIgnoreCase)
    {
        "Age", "Alt-Svc", "Authentication-Info", "Cache-Control", "Connection", "Cookie", "Cookie2", "Date", "DNT", "ETag",
        "Expect", "Expires", "Forwarded", "From", "Host", "HTTP2-Settings", "Keep-Alive", "Last-Modified", "Link", "Location",
        "Max-Forwards", "Origin", "Pragma", "Range", "Referer", "Referrer-Policy", "Server", "Set-Cookie",
        "Strict-Transport-Security", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "Upgrade-Insecure-Requests", "User-Agent",
        "Vary", "Via", "Warning", "X-Real-IP", InvocationHeaders.OlderWorkloadToken, InvocationHeaders.OAuth2CallbackUrl,
    };

    private static readonly string[] RestrictedPrefixes =
        [":", "Accept", "Access-Control-", "Content-", "If-", "Proxy-", "Sec-", "X-Amz-", "X-Amzn-", "X-Forwarded-"];

    public static Dictionary<string, string> Of(IHeaderDictionary headers) =>
        headers.Where(header => IsForwarded(header.Key))
            .ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);

    private static bool IsForwarded(string name) =>
        name.StartsWith(InvocationHeaders.CustomPrefix, StringComparison.OrdinalIgnoreCase)
        || (!Restricted.Contains(name)
            && !RestrictedPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)));
}
