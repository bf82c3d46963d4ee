namespace AgentStack.RemoteMcp.Credentials;

/// <summary>What the settings of a server say literally, for development: it stands above SSM, and SSM is not asked for what it says.</summary>
internal sealed class LiteralCredentials : ICredentialSource
{
    private readonly MachineCredentials _credentials;

    private LiteralCredentials(MachineCredentials credentials) => _credentials = credentials;

    /// <summary>The settings under the names that SSM has for them.</summary>
    public static Dictionary<string, string> Values(RemoteServerOptions options) =>
        new (string Name, string? Value)[]
            {
                (ParameterNames.ClientId, options.ClientId),
                (ParameterNames.Secret, options.ClientSecret),
                (ParameterNames.DiscoveryUrl, options.DiscoveryUrl),
                (ParameterNames.Scope, options.Scope),
                (ParameterNames.UserName, options.UserName),
                (ParameterNames.UserPassword, options.Password),
            }
            .Where(pair => !string.IsNullOrWhiteSpace(pair.Value))
            .ToDictionary(pair => pair.Name, pair => pair.Value!, StringComparer.Ordinal);

    /// <summary>Null when something is missing that only SSM can say.</summary>
    public static LiteralCredentials? Find(string server, RemoteServerOptions options)
    {
        var parameters = new ParameterSet(server, "its settings", Values(options));
        return options.HasAddress && parameters.IsComplete(options.Auth)
            ? new LiteralCredentials(parameters.ToCredentials(options.Auth))
            : null;
    }

    public Task<MachineCredentials> GetAsync(CancellationToken cancellationToken) => Task.FromResult(_credentials);

    public void Forget()
    {
        // The settings are what they are until the process starts again.
    }
}
