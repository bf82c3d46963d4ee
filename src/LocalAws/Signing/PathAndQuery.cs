namespace AgentStack.LocalAws.Signing;

/// <summary>The path and the query of a request target in canonical form.</summary>
internal static class PathAndQuery
{
    /// <summary>
    /// Every service but S3 signs the path as it is sent, with dot segments and empty ones taken out, and percent-encodes
    /// it once more.
    /// </summary>
    public static string CanonicalPath(string rawTarget)
    {
        var path = rawTarget.Split('?', 2)[0];
        var segments = new List<string>();
        foreach (var segment in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (segment == "..")
                segments.RemoveRange(Math.Max(0, segments.Count - 1), Math.Min(1, segments.Count));
            else if (segment != ".")
                segments.Add(Uri.EscapeDataString(segment));
        }

        var slash = segments.Count > 0 && path.EndsWith('/') ? "/" : "";
        return $"/{string.Join('/', segments)}{slash}";
    }

    public static string CanonicalQuery(string rawTarget)
    {
        if (rawTarget.Split('?', 2) is not [_, { Length: > 0 } query])
            return "";

        var pairs = query.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .Select(pair => (Name: Recode(pair[0]), Value: pair.Length == 2 ? Recode(pair[1]) : ""))
            .OrderBy(pair => pair.Name, StringComparer.Ordinal)
            .ThenBy(pair => pair.Value, StringComparer.Ordinal);

        return string.Join('&', pairs.Select(pair => $"{pair.Name}={pair.Value}"));
    }

    private static string Recode(string text) => Uri.EscapeDataString(Uri.UnescapeDataString(text));
}
