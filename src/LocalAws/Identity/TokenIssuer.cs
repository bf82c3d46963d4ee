using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace AgentStack.LocalAws.Identity;

/// <summary>Judges token requests and issues access tokens with Cognito's claims.</summary>
internal sealed class TokenIssuer(UserPool pool, TimeProvider clock)
{
    /// <summary>The OAuth error that the request gets, or null and the scopes that it gets.</summary>
    public string? Judge(TokenRequest request, out IReadOnlyList<string> scopes)
    {
        scopes = [];
        if (request.GrantType is null || request.ClientId is null)
            return "invalid_request";

        if (pool.Find(request.ClientId) is not { } client || !client.Secrets.Any(secret => IsSame(secret, request.Secret)))
            return "invalid_client";

        if (request.GrantType is "authorization_code" or "refresh_token")
            return "unauthorized_client";

        if (request.GrantType != "client_credentials")
            return "unsupported_grant_type";

        scopes = request.Scopes.Count > 0 ? request.Scopes : client.Scopes;
        return scopes.All(client.Scopes.Contains) ? null : "invalid_scope";
    }

    public string Issue(string clientId, IReadOnlyList<string> scopes)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["sub"] = clientId,
            ["token_use"] = "access",
            ["scope"] = string.Join(' ', scopes),
            ["auth_time"] = now,
            ["iss"] = pool.Issuer,
            ["exp"] = now + (long)pool.TokenLifetime.TotalSeconds,
            ["iat"] = now,
            ["version"] = 2,
            ["jti"] = Guid.NewGuid().ToString(),
            ["client_id"] = clientId,
        };

        pool.CountToken();
        return pool.Key.Sign(claims);
    }

    private static bool IsSame(string secret, string? given) =>
        given is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(given));
}
