using System.Collections.Concurrent;
using AgentStack.Oidc;

namespace AgentStack.LocalAws.AgentCore;

/// <summary>One verifier, with its cached keys, for each issuer that a runtime trusts.</summary>
internal sealed class TokenVerifiers(TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Patience };
    private readonly ConcurrentDictionary<Uri, (SigningKeys Keys, AccessTokenVerifier Verifier)> _issuers = new();

    public Task<AccessTokenResult> VerifyAsync(Uri discoveryUrl, string token, CancellationToken cancellationToken) =>
        _issuers.GetOrAdd(discoveryUrl, Trust).Verifier.VerifyAsync(token, cancellationToken);

    public void Dispose()
    {
        foreach (var (keys, _) in _issuers.Values)
            keys.Dispose();

        _http.Dispose();
    }

    private (SigningKeys Keys, AccessTokenVerifier Verifier) Trust(Uri discoveryUrl)
    {
        var keys = new SigningKeys(_http, discoveryUrl, clock);
        return (keys, new AccessTokenVerifier(keys, clock));
    }
}
