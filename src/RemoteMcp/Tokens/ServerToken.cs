namespace AgentStack.RemoteMcp.Tokens;

/// <summary>The token that a server is sent now, for those who examine it. It shows itself only to who asks for it by name.</summary>
public sealed class ServerToken
{
    private readonly BearerToken _token;
    private readonly Lazy<TokenFacts?> _facts;

    internal ServerToken(BearerToken token) => (_token, _facts) = (token, new(() => TokenFacts.Read(token.Reveal())));

    /// <summary>What it says of itself; null for an opaque one.</summary>
    public TokenFacts? Facts => _facts.Value;

    /// <summary>The token in the clear.</summary>
    public string Reveal() => _token.Reveal();

    public override string ToString() => _token.ToString();
}
