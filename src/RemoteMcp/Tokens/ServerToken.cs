namespace AgentStack.RemoteMcp.Tokens;

/// <summary>The token that a server is sent now, for those who examine it. It shows itself only to who asks for it by name.</summary>
public sealed class ServerToken
{
    private readonly BearerToken _token;

    internal ServerToken(BearerToken token)
    {
        _token = token;
        Facts = TokenFacts.Read(token.Reveal());
    }

    /// <summary>What it says of itself; null for an opaque one.</summary>
    public TokenFacts? Facts { get; }

    /// <summary>The token in the clear.</summary>
    public string Reveal() => _token.Reveal();

    public override string ToString() => _token.ToString();
}
