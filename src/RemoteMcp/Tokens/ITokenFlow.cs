using AgentStack.RemoteMcp.Credentials;

namespace AgentStack.RemoteMcp.Tokens;

/// <summary>A way to ask an issuer for an access token.</summary>
internal interface ITokenFlow
{
    TokenKey KeyOf(MachineCredentials credentials);

    /// <summary>What was refused because of the credentials themselves, so that others may be taken.</summary>
    bool IsRefusal(RemoteMcpException failure);

    /// <exception cref="RemoteMcpException">No token; it says at which step and why.</exception>
    Task<TokenGrant> RequestAsync(MachineCredentials credentials);
}
