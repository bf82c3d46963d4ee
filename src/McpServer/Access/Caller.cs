using System.Security.Claims;
using AgentStack.Oidc;

namespace AgentStack.McpServer.Access;

/// <summary>Who calls, as tools and the rest of the server see it.</summary>
internal static class Caller
{
    public const string ClientId = "client_id";
    public const string Subject = "sub";
    public const string Issuer = "iss";
    public const string Scope = "scope";

    /// <summary>How long the caller's token is taken yet; null for a caller without one.</summary>
    public static TimeSpan? TimeLeft(HttpContext context, DateTimeOffset now) =>
        context.Features.Get<AccessToken>() is { } token ? token.ExpiresAt - now + AccessTokenVerifier.ClockSkew : null;

    public static ClaimsPrincipal Of(AccessToken token) => new(new ClaimsIdentity(
        [
            new Claim(ClientId, token.ClientId),
            new Claim(Issuer, token.Issuer),
            .. token.Subject is { } subject ? [new Claim(Subject, subject)] : Array.Empty<Claim>(),
            .. token.Scopes.Select(scope => new Claim(Scope, scope)),
        ],
        AccessWire.Scheme));
}
