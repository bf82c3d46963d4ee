using System.Text.Json;

namespace AgentStack.Oidc;

/// <summary>Fetches discovery documents. The deadline is the caller's token; nothing is cached here.</summary>
public sealed class DiscoveryClient(HttpClient http)
{
    /// <exception cref="OidcException">The issuer is not there, or the document is none.</exception>
    public async Task<DiscoveryDocument> GetAsync(Uri discoveryUrl, CancellationToken cancellationToken)
    {
        using var json = await IssuerJson.GetAsync(http, discoveryUrl, "discovery document", cancellationToken);
        var root = json.RootElement;

        return new DiscoveryDocument(
            root.Text("issuer") ?? throw Lacks(discoveryUrl, "issuer"),
            Address(root, "jwks_uri") ?? throw Lacks(discoveryUrl, "jwks_uri"),
            Address(root, "token_endpoint"),
            Texts(root, "token_endpoint_auth_methods_supported"));
    }

    private static OidcException Lacks(Uri discoveryUrl, string member) =>
        new(discoveryUrl, $"The discovery document has no valid \"{member}\"");

    private static Uri? Address(JsonElement root, string name) =>
        Uri.TryCreate(root.Text(name), UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            // A name and a password in an address are sent, and shown, where the address is.
            && address.UserInfo.Length == 0
            ? address
            : null;

    private static string[] Texts(JsonElement root, string name) =>
        root.TryGetProperty(name, out var values) && values.ValueKind == JsonValueKind.Array
            ? [.. values.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!)]
            : [];
}
