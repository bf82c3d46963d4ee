namespace AgentStack.Oidc;

/// <summary>
/// An issuer could not be asked, or answered what no OpenID Connect issuer answers. The message names the address and
/// is fit for an operator; it never holds a token or the body of the answer.
/// </summary>
public sealed class OidcException(Uri address, string problem, Exception? inner = null)
    : Exception($"{problem} ({address})", inner)
{
    public Uri Address { get; } = address;

    public string Problem { get; } = problem;
}
