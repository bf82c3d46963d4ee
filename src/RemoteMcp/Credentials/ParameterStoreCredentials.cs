namespace AgentStack.RemoteMcp.Credentials;

/// <summary>
/// The credentials of one server in SSM Parameter Store, under what its settings say literally. Read once for all who wait,
/// and kept until they are refused.
/// </summary>
internal sealed class ParameterStoreCredentials : ICredentialSource
{
    private readonly SingleFlight<MachineCredentials> _credentials;

    public ParameterStoreCredentials(string server, RemoteServerOptions options, ParameterReader parameters)
    {
        _credentials = new SingleFlight<MachineCredentials>(ReadAsync);

        async Task<MachineCredentials> ReadAsync()
        {
            try
            {
                var values = await parameters.ReadAsync(CancellationToken.None);
                foreach (var (name, value) in LiteralCredentials.Values(options))
                    values[name] = value;

                return new ParameterSet(server, parameters.Prefix, values).ToCredentials(options.Auth);
            }
            catch (RemoteMcpException e) when (options.IsAuthForgotten)
            {
                throw e.WithRemedy(
                    $"{options.Key(server)}:Auth is not set, so it is M2M, with credentials from SSM: set it to None if the"
                    + " server asks for no token.");
            }
        }
    }

    /// <exception cref="RemoteMcpException">SSM cannot be read, or the parameters are missing or malformed: all of them are named.</exception>
    public Task<MachineCredentials> GetAsync(CancellationToken cancellationToken) =>
        _credentials.GetAsync(isSpent: _ => false, cancellationToken);

    /// <summary>The next one who asks reads SSM again: what did not work may have been mended there.</summary>
    public void Forget()
    {
        if (_credentials.Current is { } current)
            _credentials.Drop(current);
    }
}
