namespace AgentStack.RemoteMcp.Connections;

/// <summary>Which gateways a server said last that it is, or has behind it.</summary>
internal sealed class GatewayHops(GatewayId? own)
{
    private const int LongestId = 32;

    private volatile IReadOnlyList<string> _seen = [];

    public IReadOnlyList<string> Seen => _seen;

    /// <summary>Whether the server leads back to this process.</summary>
    public bool Take(HttpResponseMessage response)
    {
        if (own is null || !response.Headers.TryGetValues(GatewayId.Header, out var said))
            return false;

        const StringSplitOptions Neat = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        _seen = [.. said.SelectMany(text => text.Split(',', Neat)).Where(IsId).Distinct(StringComparer.Ordinal).Take(GatewayId.Most)];
        return _seen.Contains(own.Value, StringComparer.Ordinal);
    }

    private static bool IsId(string text) => text.Length <= LongestId && text.All(char.IsAsciiHexDigitLower);
}
