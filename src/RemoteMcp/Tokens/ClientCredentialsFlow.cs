using AgentStack.Oidc;
using AgentStack.RemoteMcp.Credentials;

namespace AgentStack.RemoteMcp.Tokens;

/// <summary>The machine itself asks, at the token endpoint that the issuer's discovery document names.</summary>
internal sealed class ClientCredentialsFlow(
    string server, RemoteServerOptions options, DiscoveryCache discovery, TokenEndpoint endpoint, Deadline deadline) : ITokenFlow
{
    public TokenKey KeyOf(MachineCredentials credentials) =>
        new(credentials.DiscoveryUrl, credentials.ClientId, User: null, Text(options.Scope ?? credentials.Scope), Text(options.Resource));

    public bool IsRefusal(RemoteMcpException failure) => failure.Code == TokenFailures.InvalidClient;

    public async Task<TokenGrant> RequestAsync(MachineCredentials credentials)
    {
        var known = discovery.Find(credentials.DiscoveryUrl);
        var document = await DiscoverAsync(credentials.DiscoveryUrl, discovery.GetAsync);
        try
        {
            return await endpoint.RequestAsync(document, credentials, KeyOf(credentials));
        }
        catch (RemoteMcpException e) when (ReferenceEquals(document, known) && TokenFailures.MayHaveMoved(e))
        {
            var fresh = await DiscoverAsync(credentials.DiscoveryUrl, (url, token) => discovery.RefreshAsync(url, document, token));
            if (fresh.TokenEndpoint == document.TokenEndpoint)
                throw;

            return await endpoint.RequestAsync(fresh, credentials, KeyOf(credentials));
        }
    }

    private static string? Text(string? setting) => string.IsNullOrWhiteSpace(setting) ? null : setting.Trim();

    private async Task<DiscoveryDocument> DiscoverAsync(Uri discoveryUrl, Func<Uri, CancellationToken, Task<DiscoveryDocument>> get)
    {
        try
        {
            return await deadline.RunAsync(token => get(discoveryUrl, token), CancellationToken.None);
        }
        catch (Exception e) when (e is OidcException or TimeoutException)
        {
            var problem = e is OidcException refused ? $"{refused.Problem}." : e.Message;
            throw new RemoteMcpException(
                server,
                ConnectionStep.Discovery,
                discoveryUrl.AbsoluteUri,
                problem,
                TokenFailures.CheckDiscovery,
                e);
        }
    }
}
