namespace AgentStack.RemoteMcp.Tokens;

/// <summary>A token that somebody made elsewhere: sent as it is, and never renewed.</summary>
internal sealed class FixedToken(string value) : ITokenSource
{
    private readonly BearerToken _token = new(value);

    public Task<BearerToken> GetAsync(CancellationToken cancellationToken) => Task.FromResult(_token);

    public Task<BearerToken> ReplaceAsync(BearerToken refused, CancellationToken cancellationToken) => Task.FromResult(_token);
}
