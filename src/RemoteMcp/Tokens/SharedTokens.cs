using System.Collections.Concurrent;

namespace AgentStack.RemoteMcp.Tokens;

/// <summary>The tokens of this process, one for each key, whichever servers they are for.</summary>
internal sealed class SharedTokens(TimeProvider clock)
{
    private readonly ConcurrentDictionary<TokenKey, SharedToken> _tokens = new();

    public SharedToken Of(TokenKey key) => _tokens.GetOrAdd(key, _ => new SharedToken(clock));
}
