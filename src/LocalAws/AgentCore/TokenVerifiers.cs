using System.Collections.Concurrent;
using AgentStack.Oidc;

namespace AgentStack.LocalAws.AgentCore;

/// <summary>One verifier, with its cached keys, for each issuer that a runtime trusts.</summary>
internal sealed class TokenVerifiers(TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Patience };
    private readonly ConcurrentDictionary<Uri, SigningKeys> _keys = new();

    public Task<AccessTokenResult> VerifyAsync(Uri discoveryUrl, string token, CancellationToken cancellationToken)
    {
        var keys = _keys.GetOrAdd(discoveryUrl, url => new SigningKeys(_http, url, clock));
        return new AccessTokenVerifier(keys, clock).VerifyAsync(token, cancellationToken);
    }

    public void Dispose()
    {
        foreach (var keys in _keys.Values)
            keys.Dispose();

        _http.Dispose();
    }
}
