namespace AgentStack.LocalAws.AgentCore;

/// <summary>Lets callers with a good access token in. Whatever is configured must pass; an empty list asks for nothing.</summary>
/// <param name="DiscoveryUrl">The issuer's <c>/.well-known/openid-configuration</c>.</param>
public sealed record JwtAuthorizer(Uri DiscoveryUrl)
{
    /// <summary>The token's <c>client_id</c> must be one of them.</summary>
    public IReadOnlyList<string> AllowedClients { get; init; } = [];

    /// <summary>The token must have any one of them.</summary>
    public IReadOnlyList<string> AllowedScopes { get; init; } = [];
}
