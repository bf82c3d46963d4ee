using System.Buffers.Text;
using System.Text.Json;
using AgentStack.Oidc;

namespace AgentStack.RemoteMcp.Tokens;

/// <summary>What a JWT says of itself: decoded, not verified, and never the token.</summary>
/// <param name="Issuer">The <c>iss</c> claim.</param>
/// <param name="Subject">The <c>sub</c> claim; the client id for a machine, the user's id for a user.</param>
/// <param name="ClientId">The <c>client_id</c> claim.</param>
/// <param name="Audience">The <c>aud</c> claim, which Cognito's access tokens do not have.</param>
/// <param name="Scopes">The <c>scope</c> claim, split at spaces.</param>
/// <param name="IssuedAt">The <c>iat</c> claim, by the issuer's clock.</param>
/// <param name="ExpiresAt">The <c>exp</c> claim, by the issuer's clock.</param>
/// <param name="Claims">All claims, as a JSON object.</param>
public sealed record TokenFacts(
    string? Issuer,
    string? Subject,
    string? ClientId,
    IReadOnlyList<string> Audience,
    IReadOnlyList<string> Scopes,
    DateTimeOffset? IssuedAt,
    DateTimeOffset? ExpiresAt,
    JsonElement Claims)
{
    private const int LongestToken = 65_536;
    private const long LastSecond = 253_402_300_799;

    /// <summary>Null for an opaque token, which says nothing to anybody but its issuer.</summary>
    public static TokenFacts? Read(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        if (token.Length > LongestToken || token.Split('.') is not [_, var claims, _] || !Base64Url.IsValid(claims))
            return null;

        try
        {
            using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(claims));
            return json.RootElement.ValueKind == JsonValueKind.Object ? From(json.RootElement.Clone()) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static TokenFacts From(JsonElement claims) => new(
        claims.Text("iss"),
        claims.Text("sub"),
        claims.Text("client_id"),
        Texts(claims, "aud"),
        (claims.Text("scope") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries),
        Time(claims, "iat"),
        Time(claims, "exp"),
        claims);

    // One audience may stand there without a list around it (RFC 7519, 4.1.3).
    private static IReadOnlyList<string> Texts(JsonElement claims, string name)
    {
        if (claims.Text(name) is { } one)
            return [one];

        return claims.TryGetProperty(name, out var many) && many.ValueKind == JsonValueKind.Array
            ? [.. many.EnumerateArray().Where(text => text.ValueKind == JsonValueKind.String).Select(text => text.ToString())]
            : [];
    }

    private static DateTimeOffset? Time(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            && value.TryGetDouble(out var seconds) && seconds is >= 0 and <= LastSecond
            ? DateTimeOffset.FromUnixTimeSeconds((long)seconds)
            : null;
}
