namespace AgentStack.Telemetry.Propagation;

/// <summary>
/// <c>baggage: key=value,key=value</c> within the limits that https://www.w3.org/TR/baggage/ has everyone pass on: 64
/// members, 8192 bytes. What is beyond them is left out, whole members at a time.
/// </summary>
internal static class BaggageHeader
{
    public const string Name = "baggage";

    private const int MostMembers = 64;
    private const int MostBytes = 8192;

    /// <summary>Members whose properties are dropped; the first of a name counts, none that is not well-formed.</summary>
    public static IReadOnlyList<KeyValuePair<string, string?>> Read(string? header)
    {
        var members = new List<KeyValuePair<string, string?>>();
        var bytes = 0;
        foreach (var member in (header ?? "").Split(',', MostMembers + 1, StringSplitOptions.TrimEntries).Take(MostMembers))
        {
            bytes += member.Length + 1;
            if (bytes > MostBytes)
                break;

            var pair = member.Split(';')[0];
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            var key = at > 0 ? pair[..at].Trim() : "";
            if (IsToken(key) && !members.Exists(known => known.Key == key))
                members.Add(KeyValuePair.Create<string, string?>(key, Uri.UnescapeDataString(pair[(at + 1)..].Trim())));
        }

        return members;
    }

    /// <summary>Null when there is nothing to say. A name's first value counts: it is that of the innermost span.</summary>
    public static string? Write(IEnumerable<KeyValuePair<string, string?>> baggage)
    {
        var members = new List<string>();
        var bytes = 0;
        foreach (var (key, value) in baggage.DistinctBy(member => member.Key).Where(member => IsToken(member.Key)).Take(MostMembers))
        {
            var member = $"{key}={Uri.EscapeDataString(value ?? "")}";
            bytes += member.Length + 1;
            if (bytes > MostBytes)
                break;

            members.Add(member);
        }

        return members.Count > 0 ? string.Join(',', members) : null;
    }

    private static bool IsToken(string key) =>
        key.Length > 0 && key.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal));
}
