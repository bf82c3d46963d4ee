namespace AgentStack.LocalAws.AgentCore;

/// <summary>Lets callers with a good access token in. Whatever is configured must pass; an empty list asks for nothing.</summary>
/// <param name="DiscoveryUrl">The issuer's <c>/.well-known/openid-configuration</c>.</param>
public sealed record JwtAuthorizer(Uri DiscoveryUrl)
{
    /// <summary>The token's <c>client_id</c> must be one of them.</summary>
    public IReadOnlyList<string> AllowedClients { get; init; } = [];

    /// <summary>The token's <c>aud</c> must hold one of them. Cognito's access tokens have none, so they never pass.</summary>
    public IReadOnlyList<string> AllowedAudience { get; init; } = [];

    /// <summary>The token must have any one of them.</summary>
    public IReadOnlyList<string> AllowedScopes { get; init; } = [];
}
