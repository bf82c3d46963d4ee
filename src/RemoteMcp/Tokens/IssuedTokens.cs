using AgentStack.RemoteMcp.Credentials;
using Microsoft.Extensions.Logging;

namespace AgentStack.RemoteMcp.Tokens;

/// <summary>The access token of one server, from an issuer; shared with the servers that need the same one.</summary>
internal sealed partial class IssuedTokens(
    string server,
    ICredentialSource credentials,
    ITokenFlow flow,
    SharedTokens shared,
    TokenFetchRecorder recorder,
    DistributedTokenCache? cache,
    ILogger<IssuedTokens> logger) : ITokenSource
{
    private volatile Share? _share;

    /// <exception cref="RemoteMcpException">No token can be had; it says at which step and why.</exception>
    public Task<BearerToken> GetAsync(CancellationToken cancellationToken) =>
        UseAsync(share => share.Token.GetAsync(need => FetchAsync(share, need), cancellationToken), cancellationToken);

    public Task<BearerToken> ReplaceAsync(BearerToken refused, CancellationToken cancellationToken) =>
        UseAsync(share => share.Token.ReplaceAsync(refused, need => FetchAsync(share, need), cancellationToken), cancellationToken);

    private async Task<BearerToken> UseAsync(Func<Share, Task<BearerToken>> use, CancellationToken cancellationToken)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            var share = await FindAsync(cancellationToken);
            try
            {
                return await use(share);
            }
            catch (RemoteMcpException e) when (isFirst && (IsLeft(share) || (IsForeign(e) && flow.IsRefusal(e))))
            {
                // Another server began that fetch with credentials of its own, or these have been replaced: now with what is ours.
            }
            catch (RemoteMcpException e) when (IsForeign(e))
            {
                throw e.For(server);
            }
        }
    }

    // Who has a token that is still good needs no SSM, which may be down.
    private async Task<Share> FindAsync(CancellationToken cancellationToken)
    {
        if (_share is { Token.IsGood: true } share)
            return share;

        var key = flow.KeyOf(await credentials.GetAsync(cancellationToken));
        return _share is { } known && known.Key == key ? known : _share = new Share(key, shared.Of(key));
    }

    private bool IsLeft(Share share) => _share != share;

    private bool IsForeign(RemoteMcpException failure) => failure.Server != server;

    private async Task<TokenGrant> FetchAsync(Share share, TokenNeed need)
    {
        var fetch = recorder.Begin(need);
        try
        {
            if (need != TokenNeed.Refused && await FindCachedAsync(share) is { } cached)
                return cached;

            var grant = await RequestAsync(share);
            fetch.Issued();
            Keep(share, grant);
            return grant;
        }
        catch (RemoteMcpException e)
        {
            fetch.Failed(e);
            throw;
        }
    }

    private async Task<TokenGrant?> FindCachedAsync(Share share) =>
        cache is null ? null : await cache.FindAsync(share.Key, (await ReadAsync(share)).Secret);

    // Nobody waits for a cache.
    private void Keep(Share share, TokenGrant grant)
    {
        if (cache is not null)
            _ = Task.Run(async () => await cache.KeepAsync(share.Key, (await credentials.GetAsync(CancellationToken.None)).Secret, grant));
    }

    private async Task<TokenGrant> RequestAsync(Share share)
    {
        var known = await ReadAsync(share);
        try
        {
            return await flow.RequestAsync(known);
        }
        catch (RemoteMcpException e) when (flow.IsRefusal(e))
        {
            // They may have been rotated: what SSM holds now is tried once, unless it is the same.
            credentials.Forget();
            var fresh = await ReadAsync(share);
            if (fresh.ProvesTheSameAs(known))
                throw;
        }

        Log.CredentialsReadAgain(logger, server);
        return await flow.RequestAsync(await ReadAsync(share));
    }

    // A token is kept under the name of who asked for it: another client's does not belong there.
    private async Task<MachineCredentials> ReadAsync(Share share)
    {
        var read = await credentials.GetAsync(CancellationToken.None);
        if (flow.KeyOf(read) == share.Key)
            return read;

        _share = null;
        throw new RemoteMcpException(
            server, ConnectionStep.Parameters, "SSM", "The client or its issuer was replaced meanwhile.", "The next prompt uses the new one.");
    }

    private sealed record Share(TokenKey Key, SharedToken Token);

    private static partial class Log
    {
        [LoggerMessage(2101, LogLevel.Information, "MCP server {Server}: the issuer refused the credentials; those that SSM holds now are tried")]
        public static partial void CredentialsReadAgain(ILogger logger, string server);
    }
}
