using System.Text;

namespace AgentStack.McpServer.Access;

/// <summary>Writes <c>WWW-Authenticate</c> as RFC 6750, section 3, and RFC 9728, section 5.1, have it.</summary>
internal sealed class Challenges(AccessOptions options, ResourceMetadataEndpoint metadata)
{
    /// <summary>What every token needs, whoever issued it; nothing when that differs.</summary>
    public IReadOnlyList<string> CommonScopes { get; } =
        options.Issuers.Select(issuer => string.Join(' ', issuer.RequiredScopes)).Distinct(StringComparer.Ordinal).Count() == 1
            ? options.Issuers[0].RequiredScopes
            : [];

    public void Write(HttpContext context, string? error = null, string? description = null, IReadOnlyList<string>? scopes = null)
    {
        var challenge = new StringBuilder(AccessWire.Scheme);
        Append(challenge, "resource_metadata", metadata.AddressFor(context.Request));
        Append(challenge, "error", error);
        Append(challenge, "error_description", description);
        Append(challenge, "scope", string.Join(' ', scopes ?? CommonScopes));
        context.Response.Headers.WWWAuthenticate = challenge.ToString();
    }

    private static void Append(StringBuilder challenge, string name, string? value)
    {
        if (string.IsNullOrEmpty(value))
            return;

        challenge.Append(challenge.Length == AccessWire.Scheme.Length ? " " : ", ").Append(name).Append("=\"");
        foreach (var sign in value)
            AppendQuoted(challenge, sign);

        challenge.Append('"');
    }

    // RFC 9110, section 5.6.4; what is no printable ASCII has no place in a header.
    private static void AppendQuoted(StringBuilder challenge, char sign)
    {
        if (sign is '"' or '\\')
            challenge.Append('\\');

        challenge.Append(sign is >= ' ' and <= '~' ? sign : '?');
    }
}
