namespace AgentStack.RemoteMcp.Tokens;

/// <summary>The tokens that one server was sent last: what it says of them later can be hidden.</summary>
internal sealed class SentTokens
{
    private const int Kept = 4;

    private readonly Lock _gate = new();
    private volatile BearerToken[] _latest = [];

    /// <summary>In the clear, for who looks for them in a text.</summary>
    public IReadOnlyList<string> Secrets => [.. _latest.Select(token => token.Reveal()).Where(secret => secret.Length > 0)];

    public void Add(BearerToken token)
    {
        if (_latest is [var last, ..] && ReferenceEquals(last, token))
            return;

        lock (_gate)
        {
            _latest = [token, .. _latest.Where(other => !ReferenceEquals(other, token)).Take(Kept - 1)];
        }
    }
}
