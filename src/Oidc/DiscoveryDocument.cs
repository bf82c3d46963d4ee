namespace AgentStack.Oidc;

/// <summary>What this stack reads of an issuer's <c>/.well-known/openid-configuration</c>.</summary>
/// <param name="Issuer">The exact text that the <c>iss</c> claim of its tokens holds.</param>
/// <param name="JwksUri">Where its signing keys are.</param>
/// <param name="TokenEndpoint">Where tokens are asked for; absent for an issuer that hands none out.</param>
/// <param name="TokenEndpointAuthMethods">How a client may prove itself there; empty when the document does not say.</param>
public sealed record DiscoveryDocument(
    string Issuer,
    Uri JwksUri,
    Uri? TokenEndpoint,
    IReadOnlyList<string> TokenEndpointAuthMethods);
