using System.Collections.Concurrent;

namespace AgentStack.Oidc;

/// <summary>
/// Tokens whose signatures were found good: a machine sends the same one for an hour. Only good ones are kept, at most
/// 4,096; what has expired makes room first, and then everything does, which costs one verification each.
/// </summary>
internal sealed class VerifiedTokens(TimeProvider clock)
{
    public const int Capacity = 4_096;

    private readonly ConcurrentDictionary<TokenDigest, VerifiedToken> _tokens = new();

    public int Count => _tokens.Count;

    public VerifiedToken? Find(TokenDigest digest) => _tokens.GetValueOrDefault(digest);

    public void Remove(TokenDigest digest) => _tokens.TryRemove(digest, out _);

    public void Add(TokenDigest digest, VerifiedToken token)
    {
        if (_tokens.Count >= Capacity)
            MakeRoom();

        _tokens[digest] = token;
    }

    private void MakeRoom()
    {
        var now = clock.GetUtcNow();
        foreach (var (digest, token) in _tokens)
        {
            if (now >= token.Token.ExpiresAt)
                _tokens.TryRemove(digest, out _);
        }

        if (_tokens.Count >= Capacity)
            _tokens.Clear();
    }
}
