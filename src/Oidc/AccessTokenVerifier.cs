using System.Security.Cryptography;
using System.Text.Json;

namespace AgentStack.Oidc;

/// <summary>
/// Verifies RS256 access tokens as Amazon Cognito issues them: signature by the issuer's keys, <c>iss</c>, <c>exp</c>,
/// <c>nbf</c> and <c>token_use</c> = <c>access</c>. No <c>aud</c> is asked for, since these tokens have none. Which
/// clients and scopes may do what is the caller's policy.
/// </summary>
public sealed class AccessTokenVerifier(SigningKeys keys, TimeProvider clock)
{
    /// <summary>What two clocks may differ by.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(60);

    /// <summary>Characters; far above any token that fits into a request header.</summary>
    public const int LongestToken = 16_384;

    public async Task<AccessTokenResult> VerifyAsync(string token, CancellationToken cancellationToken)
    {
        if (token.Length > LongestToken || CompactJws.Parse(token) is not { } jws)
            return AccessTokenResult.Refused("The token is not a signed JWT");

        using (jws)
        {
            if (jws.Algorithm != "RS256" || jws.KeyId is not { } keyId)
                return AccessTokenResult.Refused("The token is not signed with RS256 by a named key");

            try
            {
                var (issuer, key) = await keys.FindAsync(keyId, cancellationToken);
                return key is { } known && IsSignedBy(known, jws)
                    ? Judge(jws.Claims, issuer)
                    : AccessTokenResult.Refused("The token is not signed by a key of the expected issuer");
            }
            catch (OidcException e)
            {
                return AccessTokenResult.Unavailable(e.Message);
            }
        }
    }

    private static bool IsSignedBy(RSAParameters key, CompactJws jws)
    {
        using var rsa = RSA.Create(key);
        return rsa.VerifyData(jws.SignedBytes, jws.Signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private AccessTokenResult Judge(JsonElement claims, string issuer)
    {
        if (claims.Text("iss") != issuer)
            return AccessTokenResult.Refused("The token is from another issuer");

        var now = clock.GetUtcNow();
        if (Time(claims, "exp") is not { } expiresAt || now >= expiresAt + ClockSkew)
            return AccessTokenResult.Refused("The token has expired");

        if (Time(claims, "nbf") is { } notBefore && now < notBefore - ClockSkew)
            return AccessTokenResult.Refused("The token is not valid yet");

        if (claims.Text("token_use") != "access")
            return AccessTokenResult.Refused("The token is not an access token");

        return claims.Text("client_id") is { } clientId
            ? AccessTokenResult.Good(Read(claims, clientId, expiresAt))
            : AccessTokenResult.Refused("The token names no client");
    }

    private static AccessToken Read(JsonElement claims, string clientId, DateTimeOffset expiresAt) =>
        new(clientId, claims.Text("sub"), Scopes(claims), expiresAt) { Audience = Audience(claims) };

    // One audience may stand there without a list around it (RFC 7519, 4.1.3).
    private static IReadOnlyList<string> Audience(JsonElement claims)
    {
        if (claims.Text("aud") is { } one)
            return [one];

        return claims.TryGetProperty("aud", out var many) && many.ValueKind == JsonValueKind.Array
            ? [.. many.EnumerateArray().Where(text => text.ValueKind == JsonValueKind.String).Select(text => text.ToString())]
            : [];
    }

    private static HashSet<string> Scopes(JsonElement claims) =>
        [.. (claims.Text("scope") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    private static DateTimeOffset? Time(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            && value.TryGetInt64(out var seconds) && seconds is >= 0 and <= 253_402_300_799
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
