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

    /// <summary>What a user gets for its password: the claims are those of Cognito's own sign-in, not of its login pages.</summary>
    public (string Access, string Id) IssueForUser(string clientId, UserPoolUser user)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var (origin, turn) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        JsonObject Claims(string use) => new()
        {
            ["sub"] = user.Sub,
            ["iss"] = pool.Issuer,
            ["origin_jti"] = origin,
            ["event_id"] = turn,
            ["token_use"] = use,
            ["auth_time"] = now,
            ["exp"] = now + (long)pool.TokenLifetime.TotalSeconds,
            ["iat"] = now,
            ["jti"] = Guid.NewGuid().ToString(),
        };

        var access = Claims("access");
        access["client_id"] = clientId;
        access["scope"] = "aws.cognito.signin.user.admin";
        access["username"] = user.Name;
        var id = Claims("id");
        id["aud"] = clientId;
        id["cognito:username"] = user.Name;

        pool.CountToken();
        return (pool.Key.Sign(access), pool.Key.Sign(id));
    }

    private static bool IsSame(string secret, string? given) =>
        given is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(given));
}
