using AgentStack.Oidc;
using AgentStack.RemoteMcp.Access;
using AgentStack.RemoteMcp.Connections;
using AgentStack.RemoteMcp.Credentials;
using AgentStack.RemoteMcp.Tokens;
using Microsoft.Extensions.Logging.Abstractions;

namespace AgentStack.RemoteMcp.Walk;

/// <summary>
/// The way to one server, step by step and with what its connections are made of, for those who want to know where it
/// ends. Each step takes those before it again as a connection would: what is cached is not asked for twice.
/// </summary>
public sealed class ServerWalk
{
    private readonly string _server;
    private readonly RemoteServerOptions _options;
    private readonly ICredentialSource _credentials;
    private readonly IServerAccess _access;
    private readonly Connector _connector;
    private readonly DiscoveryCache _discovery;
    private readonly Deadline _deadline;
    private readonly TimeProvider _clock;

    internal ServerWalk(
        string server,
        RemoteServerOptions options,
        ICredentialSource credentials,
        IServerAccess access,
        Connector connector,
        DiscoveryCache discovery,
        Deadline deadline,
        TimeProvider clock)
    {
        _server = server;
        _options = options;
        _credentials = credentials;
        _access = access;
        _connector = connector;
        _discovery = discovery;
        _deadline = deadline;
        _clock = clock;
    }

    /// <summary>Whether the way goes by an app client and its issuer.</summary>
    public bool HasIssuer => _options.Auth is RemoteServerAuth.M2M or RemoteServerAuth.UserPassword;

    public bool SendsToken => _options.Auth is not (RemoteServerAuth.None or RemoteServerAuth.SigV4);

    /// <summary>Whether SSM is read on the way.</summary>
    public bool ReadsParameters => _credentials is not LiteralCredentials
        && (HasIssuer || (_options.Auth == RemoteServerAuth.Bearer && _options.Token is null));

    /// <summary>Below which names SSM is read.</summary>
    public string ParameterPrefix => _options.SsmPrefix ?? $"/app/mcp/{_server}";

    /// <exception cref="RemoteMcpException">They cannot be read, are missing or malformed.</exception>
    public async Task<WalkedCredentials> ReadCredentialsAsync(CancellationToken cancellationToken)
    {
        var found = await _credentials.GetAsync(cancellationToken);
        return new WalkedCredentials(found.ClientId, found.DiscoveryUrl, Names(found));
    }

    /// <exception cref="RemoteMcpException">The issuer is not there, or the document is none.</exception>
    public async Task<DiscoveryDocument> DiscoverAsync(CancellationToken cancellationToken)
    {
        var address = (await _credentials.GetAsync(cancellationToken)).DiscoveryUrl;
        try
        {
            return await _deadline.RunAsync(token => _discovery.GetAsync(address, token), cancellationToken);
        }
        catch (Exception e) when (e is OidcException or TimeoutException)
        {
            var problem = e is OidcException refused ? $"{refused.Problem}." : e.Message;
            throw new RemoteMcpException(
                _server, ConnectionStep.Discovery, address.AbsoluteUri, problem, TokenFailures.CheckDiscovery, e);
        }
    }

    /// <summary>The token that requests bear; null where they bear none.</summary>
    /// <exception cref="RemoteMcpException">No token can be had; it says at which step and why.</exception>
    public async Task<ServerToken?> GetTokenAsync(CancellationToken cancellationToken) =>
        _access is TokenAccess access ? new ServerToken(await access.Tokens.GetAsync(cancellationToken)) : null;

    /// <summary>Asks to be let in, as a connection would.</summary>
    /// <exception cref="RemoteMcpException">Nobody answers, or what the request needs cannot be had.</exception>
    public Task<DoorAnswer> KnockAsync(CancellationToken cancellationToken) => KnockAsync(_access, cancellationToken);

    /// <summary>Asks without proving anything: the refusal tells what the server wants to see.</summary>
    /// <exception cref="RemoteMcpException">Nobody answers.</exception>
    public Task<DoorAnswer> KnockAsStrangerAsync(CancellationToken cancellationToken) =>
        KnockAsync(new OpenAccess(), cancellationToken);

    /// <summary>Whose tokens the server takes, by the metadata that a refusal points to; null where it says nothing, or points where no request is sent.</summary>
    public async Task<ProtectedResource?> ReadResourceAsync(DoorAnswer refusal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        if (refusal.ResourceMetadata is not { } address || refusal.IsMetadataUnfollowed)
            return null;

        using var http = new HttpClient(DoorKnock.CreateHandler()) { Timeout = Timeout.InfiniteTimeSpan };
        return await ProtectedResource.ReadAsync(http, address, _deadline, cancellationToken);
    }

    /// <summary>Opens a connection and closes it again.</summary>
    /// <exception cref="RemoteMcpException">It cannot be opened; it says at which step and why.</exception>
    public async Task<WalkedHandshake> ShakeHandsAsync(CancellationToken cancellationToken)
    {
        var connection = await _connector.OpenAsync(Unheard(), CancellationToken.None).WaitAsync(cancellationToken);
        try
        {
            return WalkedHandshake.From(connection, (await GetTokenAsync(cancellationToken))?.Reveal());
        }
        finally
        {
            await CloseAsync(connection);
        }
    }

    private async Task<DoorAnswer> KnockAsync(IServerAccess access, CancellationToken cancellationToken)
    {
        var address = await _connector.FindAddressAsync();
        await access.PrepareAsync(cancellationToken);
        return await new DoorKnock(_server, address, access, _deadline, _clock).AskAsync(cancellationToken);
    }

    private static IReadOnlyList<string> Names(MachineCredentials found) =>
    [
        ParameterNames.ClientId,
        .. found.Secret.Reveal().Length == 0 ? Array.Empty<string>() : [ParameterNames.Secret],
        ParameterNames.DiscoveryUrl,
        .. found.Scope is null ? Array.Empty<string>() : [ParameterNames.Scope],
        .. found.RuntimeArn is null ? Array.Empty<string>() : [ParameterNames.RuntimeArn],
        .. found.User is null ? Array.Empty<string>() : [ParameterNames.UserName, ParameterNames.UserPassword],
        .. found.Url is null ? Array.Empty<string>() : [ParameterNames.Url],
    ];

    private Notifications Unheard() => new(_server, changed: _ => { }, NullLogger.Instance);

    private static async Task CloseAsync(Connection connection)
    {
        try
        {
            await connection.DisposeAsync();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // What was to be learned is known; a goodbye that fails changes nothing.
        }
    }
}
