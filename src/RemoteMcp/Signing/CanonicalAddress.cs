namespace AgentStack.RemoteMcp.Signing;

/// <summary>The path and the query of an address as signature version 4 wants them.</summary>
internal static class CanonicalAddress
{
    /// <summary>Every service but S3 takes out empty segments and percent-encodes the path, as it is sent, once more.</summary>
    public static string Path(Uri address)
    {
        var path = address.AbsolutePath;
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.EscapeDataString).ToList();
        var slash = segments.Count > 0 && path.EndsWith('/') ? "/" : "";
        return $"/{string.Join('/', segments)}{slash}";
    }

    /// <summary>Sorted by name, then by value; a name without a value gets an empty one.</summary>
    public static string Query(Uri address) => string.Join(
        '&',
        address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .Select(pair => (Name: Recode(pair[0]), Value: pair.Length == 2 ? Recode(pair[1]) : ""))
            .OrderBy(pair => pair.Name, StringComparer.Ordinal)
            .ThenBy(pair => pair.Value, StringComparer.Ordinal)
            .Select(pair => $"{pair.Name}={pair.Value}"));

    private static string Recode(string text) => Uri.EscapeDataString(Uri.UnescapeDataString(text));
}
