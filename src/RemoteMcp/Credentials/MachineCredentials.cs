namespace AgentStack.RemoteMcp.Credentials;

/// <summary>Who this process is to one server's issuer, where it asks for tokens, and perhaps where the server is.</summary>
/// <param name="ClientId">The app client.</param>
/// <param name="Secret">The app client's secret; with a user it may be empty, since an app client for users needs none.</param>
/// <param name="DiscoveryUrl">The issuer's <c>…/.well-known/openid-configuration</c>.</param>
/// <param name="Scope">The scopes to ask for; null for all that the client may have.</param>
/// <param name="RuntimeArn">Where the server is, when SSM says so.</param>
/// <param name="Url">Where the server is, when SSM says so.</param>
public sealed record MachineCredentials(
    string ClientId,
    ClientSecret Secret,
    Uri DiscoveryUrl,
    string? Scope,
    RuntimeArn? RuntimeArn,
    Uri? Url)
{
    /// <summary>Only with <see cref="RemoteServerAuth.UserPassword"/>.</summary>
    public UserCredentials? User { get; init; }

    /// <summary>Whether an issuer would see the same secrets: then it would say the same.</summary>
    internal bool ProvesTheSameAs(MachineCredentials other) =>
        ClientId == other.ClientId
        && Secret.Reveal() == other.Secret.Reveal()
        && User?.Name == other.User?.Name
        && User?.Password.Reveal() == other.User?.Password.Reveal();
}
