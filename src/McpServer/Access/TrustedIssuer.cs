using AgentStack.Oidc;

namespace AgentStack.McpServer.Access;

/// <summary>An issuer, what it may let in, and what verifies its tokens: its own keys, and no other's.</summary>
internal sealed record TrustedIssuer(IssuerOptions Options, SigningKeys Keys, AccessTokenVerifier Verifier);
