using System.Security.Cryptography;
using System.Text;
using AgentStack.RemoteMcp.Credentials;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging;

namespace AgentStack.RemoteMcp.Tokens;

/// <summary>
/// Tokens that processes of one account share, where the host registers a distributed cache: AgentCore runs a process for each
/// session, and an issuer may bill each token. A cache that fails, hangs or holds nonsense is passed over for a minute and never
/// fails a call.
/// </summary>
internal sealed partial class DistributedTokenCache(IDistributedCache cache, TimeProvider clock, ILogger<DistributedTokenCache> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Deadline _limit = new(TimeSpan.FromSeconds(1), clock);
    private long _brokenAt;
    private volatile bool _isBroken;

    /// <summary>One that is worth using: in its last quarter it would be renewed at once.</summary>
    public async Task<TokenGrant?> FindAsync(TokenKey key, ClientSecret secret)
    {
        var name = Name(key);
        using var cipher = TokenCipher.For(secret, name);
        if (cipher is null || IsPassedOver)
            return null;

        var closed = await TryAsync(token => cache.GetAsync(name, token));
        return closed is not null && cipher.Open(closed) is { } found ? Judge(found) : null;
    }

    public async Task KeepAsync(TokenKey key, ClientSecret secret, TokenGrant grant)
    {
        var name = Name(key);
        using var cipher = TokenCipher.For(secret, name);
        if (cipher is null || IsPassedOver)
            return;

        var age = clock.GetElapsedTime(grant.AskedAt);
        var closed = cipher.Close(grant.Token.Reveal(), grant.Lifetime, clock.GetUtcNow() - age);
        var options = new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = TokenLifetime.RenewAfter(grant.Lifetime) };
        await TryAsync(async token =>
        {
            await cache.SetAsync(name, closed, options, token);
            return closed;
        });
    }

    private static string Name(TokenKey key)
    {
        var text = string.Join('\n', key.DiscoveryUrl.AbsoluteUri, key.ClientId, key.User, key.Scope, key.Resource);
        return $"agentstack:token:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
    }

    private bool IsPassedOver => _isBroken && clock.GetElapsedTime(Interlocked.Read(ref _brokenAt)) < Pause;

    private TokenGrant? Judge(SealedToken found)
    {
        var lifetime = TokenLifetime.Of(found.LifetimeSeconds);
        var age = clock.GetUtcNow() - DateTimeOffset.UnixEpoch - TimeSpan.FromMilliseconds(found.IssuedAt);

        // From the future: a clock is wrong, and nobody knows whose.
        if (age < TimeSpan.Zero || age >= TokenLifetime.RenewAfter(lifetime) || !BearerToken.IsToken(found.Token))
            return null;

        var askedAt = clock.GetTimestamp() - (long)(age.TotalSeconds * clock.TimestampFrequency);
        return new TokenGrant(new BearerToken(found.Token!), lifetime, askedAt);
    }

    // What a cache throws is its own business: any of it means that there is none.
    private async Task<byte[]?> TryAsync(Func<CancellationToken, Task<byte[]?>> use)
    {
        try
        {
            var result = await _limit.RunAsync(token => Task.Run(() => use(token), token), CancellationToken.None);
            _isBroken = false;
            return result;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Interlocked.Exchange(ref _brokenAt, clock.GetTimestamp());
            if (!_isBroken)
                Log.PassedOver(logger, e.GetType().Name);

            _isBroken = true;
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2104, LogLevel.Warning, "The distributed cache failed ({Type}); tokens are fetched without it until it works again")]
        public static partial void PassedOver(ILogger logger, string type);
    }
}
