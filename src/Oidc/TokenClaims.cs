using System.Text.Json;

namespace AgentStack.Oidc;

/// <summary>The claims of a token whose signature is good, and whether they make an access token of the issuer's.</summary>
internal sealed class TokenClaims(CompactJws jws)
{
    private const long LatestTime = 253_402_300_799;

    // RFC 9068, section 4, and what Cognito, Keycloak and RFC 7519 write.
    private static readonly string[] AccessTokenTypes = ["at+jwt", "application/at+jwt"];
    private static readonly string[] PlainTypes = ["JWT", "application/jwt"];

    // An ID token's own claims (OpenID Connect Core 1.0, sections 2 and 3.3.2.11).
    private static readonly string[] IdTokenClaims = ["nonce", "at_hash", "c_hash"];

    private readonly JsonElement _claims = jws.Claims;

    public AccessTokenResult Judge(string issuer, string? audience, DateTimeOffset now)
    {
        if (_claims.Text("iss") != issuer)
            return AccessTokenResult.Refused("The token is from another issuer");

        if (Time("exp") is not { } expiresAt || now - AccessTokenVerifier.ClockSkew >= expiresAt)
            return AccessTokenResult.Refused("The token has expired");

        if (!HasBegun("nbf", now) || !HasBegun("iat", now))
            return AccessTokenResult.Refused("The token is not valid yet");

        var meant = Texts("aud");
        if (audience is not null && !meant.Contains(audience, StringComparer.Ordinal))
            return AccessTokenResult.Refused("The token is meant for another audience");

        if (!IsAccessToken(hasAudience: audience is not null))
            return AccessTokenResult.Refused("The token is not an access token");

        return Client() is { } clientId
            ? AccessTokenResult.Good(new AccessToken(clientId, _claims.Text("sub"), Scopes(), expiresAt)
            {
                Issuer = issuer,
                Audience = meant,
                ValidFrom = Time("nbf"),
            })
            : AccessTokenResult.Refused("The token names no client");
    }

    // Cognito says what a token is, RFC 9068 too; elsewhere an audience that is an API's tells it from an ID token,
    // which is meant for the client.
    private bool IsAccessToken(bool hasAudience)
    {
        var isTyped = IsOf(AccessTokenTypes);
        if (!isTyped && jws.Type is not null && !IsOf(PlainTypes))
            return false;

        if (Has("token_use"))
            return _claims.Text("token_use") == "access";

        // Keycloak's "typ" is "ID" or "Refresh" for the others.
        return isTyped || (hasAudience && !Array.Exists(IdTokenClaims, Has) && _claims.Text("typ") is null or "Bearer");
    }

    private bool IsOf(string[] types) => types.Contains(jws.Type, StringComparer.OrdinalIgnoreCase);

    // RFC 9068 and Cognito have client_id, OpenID Connect azp; a token with two answers has none. Okta and the first
    // version of Entra ID have names of their own, which mean other things elsewhere.
    private string? Client()
    {
        var name = (Has("client_id"), Has("azp")) switch
        {
            (true, true) => _claims.Text("client_id") == _claims.Text("azp") ? "client_id" : "",
            (true, false) => "client_id",
            (false, true) => "azp",
            _ => Has("cid") ? "cid" : "appid",
        };
        return _claims.Text(name) is { Length: > 0 } client ? client : null;
    }

    private bool Has(string name) => _claims.TryGetProperty(name, out _);

    // RFC 6749 has one text, split at spaces; some issuers have a list, or the name that Entra ID and Okta gave it.
    private HashSet<string> Scopes() =>
        [.. Texts("scope").Concat(Texts("scp")).SelectMany(text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries))];

    // One text may stand there without a list around it (RFC 7519, 4.1.3).
    private string[] Texts(string name)
    {
        if (_claims.Text(name) is { } one)
            return [one];

        return _claims.TryGetProperty(name, out var many) && many.ValueKind == JsonValueKind.Array
            ? [.. many.EnumerateArray().Select(JsonText.Text).OfType<string>()]
            : [];
    }

    private bool HasBegun(string name, DateTimeOffset now) =>
        !Has(name) || (Time(name) is { } time && now >= time - AccessTokenVerifier.ClockSkew);

    // Seconds, which may have a fraction (RFC 7519, section 2).
    private DateTimeOffset? Time(string name) =>
        _claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            && value.TryGetDouble(out var seconds) && seconds is >= 0 and <= LatestTime
            ? DateTimeOffset.FromUnixTimeSeconds((long)seconds)
            : null;
}
