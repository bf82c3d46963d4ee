namespace AgentStack.RemoteMcp.Credentials;

/// <summary>Who this machine is to one server's issuer: from SSM Parameter Store, or literally from the configuration.</summary>
internal interface ICredentialSource
{
    /// <exception cref="RemoteMcpException">They cannot be read, or are missing or malformed: all of them are named.</exception>
    Task<MachineCredentials> GetAsync(CancellationToken cancellationToken);

    /// <summary>The next one who asks reads them again: what did not work may have been mended there.</summary>
    void Forget();
}
