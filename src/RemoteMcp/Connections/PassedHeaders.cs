using System.Collections.Frozen;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>
/// Which of a caller's headers go on to a server: those that its settings name. Those of the connection, of the protocol
/// and of AWS never do, whoever names them; Authorization and Cookie only by their own names, not by a pattern.
/// </summary>
internal sealed class PassedHeaders(IReadOnlyList<string> patterns)
{
    private static readonly FrozenSet<string> Never = new[]
    {
        "Accept", "Accept-Encoding", "Connection", "Content-Encoding", "Content-Length", "Content-Type", "Expect", "Host", "Keep-Alive",
        McpHeaders.LastEventId, "Origin", "Proxy-Authenticate", "Proxy-Authorization", "Proxy-Connection", "TE", "Trailer",
        "Transfer-Encoding", "Upgrade", "traceparent", "tracestate", "baggage", "WorkloadAccessToken", "OAuth2CallbackUrl",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] NeverPrefixes = [":", McpHeaders.Prefix, "X-Amz-", "X-Amzn-", "Sec-"];

    /// <summary>The one prefix of AWS under which callers may name headers of their own.</summary>
    private const string CustomPrefix = "X-Amzn-Bedrock-AgentCore-Runtime-Custom-";

    public IEnumerable<KeyValuePair<string, string>> Of(IReadOnlyDictionary<string, string> headers) =>
        patterns.Count == 0 ? [] : headers.Where(header => IsPassed(header.Key) && IsSendable(header.Value));

    /// <summary>Whether settings may name it at all.</summary>
    public static bool IsAllowed(string name) =>
        name.StartsWith(CustomPrefix, StringComparison.OrdinalIgnoreCase)
        || (!Never.Contains(name) && !NeverPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)));

    // One of another value fails the whole request, which would look as if the server were gone.
    private static bool IsSendable(string value) => value.All(character => character is >= ' ' and <= '~');

    private bool IsPassed(string name)
    {
        if (!IsAllowed(name))
            return false;

        var isSecret = name.Equals("Authorization", StringComparison.OrdinalIgnoreCase)
            || name.Equals("Cookie", StringComparison.OrdinalIgnoreCase);
        return patterns.Any(pattern => isSecret
            ? pattern.Equals(name, StringComparison.OrdinalIgnoreCase)
            : NamePattern.IsMatch(pattern, name, StringComparison.OrdinalIgnoreCase));
    }
}
