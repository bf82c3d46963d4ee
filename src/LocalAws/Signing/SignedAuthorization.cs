namespace AgentStack.LocalAws.Signing;

/// <summary>The parts of an <c>Authorization: AWS4-HMAC-SHA256 …</c> header; a part that is missing is null.</summary>
internal sealed record SignedAuthorization(string? Credential, string? SignedHeaders, string? Signature)
{
    public const string Scheme = "AWS4-HMAC-SHA256";

    public static SignedAuthorization Parse(string header)
    {
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in header[Scheme.Length..].Split(',', StringSplitOptions.TrimEntries))
        {
            if (part.IndexOf('=', StringComparison.Ordinal) is > 0 and var at)
                parts[part[..at]] = part[(at + 1)..];
        }

        return new SignedAuthorization(
            parts.GetValueOrDefault("Credential"),
            parts.GetValueOrDefault("SignedHeaders"),
            parts.GetValueOrDefault("Signature"));
    }
}
