using AgentStack.Oidc;

namespace AgentStack.McpServer.Access;

/// <summary>An issuer, what it may let in, and what verifies its tokens: its own keys, and no other's.</summary>
internal sealed class TrustedIssuer(IssuerOptions options, SigningKeys keys, AccessTokenVerifier verifier)
{
    private int _hasUncheckedAudience;

    public IssuerOptions Options => options;

    public SigningKeys Keys => keys;

    public AccessTokenVerifier Verifier => verifier;

    /// <summary>True once: for the first token that says for whom it is where the settings do not ask.</summary>
    public bool IsFirstUncheckedAudience(AccessToken token) =>
        options.Audience is null && token.Audience.Count > 0 && Interlocked.Exchange(ref _hasUncheckedAudience, 1) == 0;
}
