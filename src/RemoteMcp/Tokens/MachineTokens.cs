using AgentStack.Oidc;
using AgentStack.RemoteMcp.Credentials;

namespace AgentStack.RemoteMcp.Tokens;

/// <summary>The access token of one server: fetched once for all who wait, kept until shortly before it expires.</summary>
internal sealed class MachineTokens : ITokenSource
{
    private readonly string _server;
    private readonly ICredentialSource _credentials;
    private readonly DiscoveryClient _discovery;
    private readonly TokenEndpoint _endpoint;
    private readonly Deadline _deadline;
    private readonly TimeProvider _clock;
    private readonly SingleFlight<BearerToken> _token;

    public MachineTokens(
        string server,
        ICredentialSource credentials,
        HttpClient http,
        TokenEndpoint endpoint,
        Deadline deadline,
        TimeProvider clock)
    {
        _server = server;
        _credentials = credentials;
        _discovery = new DiscoveryClient(http);
        _endpoint = endpoint;
        _deadline = deadline;
        _clock = clock;
        _token = new SingleFlight<BearerToken>(FetchAsync);
    }

    /// <exception cref="RemoteMcpException">No token can be had; it says at which step and why.</exception>
    public Task<BearerToken> GetAsync(CancellationToken cancellationToken) =>
        _token.GetAsync(token => _clock.GetUtcNow() >= token.RenewAt, cancellationToken);

    /// <summary>A token other than the one that was refused: a new one, or the one that somebody else fetched meanwhile.</summary>
    public Task<BearerToken> ReplaceAsync(BearerToken refused, CancellationToken cancellationToken)
    {
        _token.Drop(refused);
        return GetAsync(cancellationToken);
    }

    private async Task<BearerToken> FetchAsync()
    {
        var credentials = await _credentials.GetAsync(CancellationToken.None);
        var document = await DiscoverAsync(credentials.DiscoveryUrl);
        return await _endpoint.RequestAsync(document, credentials);
    }

    private async Task<DiscoveryDocument> DiscoverAsync(Uri discoveryUrl)
    {
        try
        {
            return await _deadline.RunAsync(token => _discovery.GetAsync(discoveryUrl, token), CancellationToken.None);
        }
        catch (Exception e) when (e is OidcException or TimeoutException)
        {
            var problem = e is OidcException refused ? $"{refused.Problem}." : e.Message;
            throw new RemoteMcpException(
                _server,
                ConnectionStep.Discovery,
                discoveryUrl.AbsoluteUri,
                problem,
                TokenFailures.CheckDiscovery,
                e);
        }
    }
}
