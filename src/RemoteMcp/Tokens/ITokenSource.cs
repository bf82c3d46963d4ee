namespace AgentStack.RemoteMcp.Tokens;

/// <summary>Where the access token of one server comes from.</summary>
internal interface ITokenSource
{
    /// <exception cref="RemoteMcpException">No token can be had; it says at which step and why.</exception>
    Task<BearerToken> GetAsync(CancellationToken cancellationToken);

    /// <summary>A token other than the one that was refused; the same where there is no other.</summary>
    Task<BearerToken> ReplaceAsync(BearerToken refused, CancellationToken cancellationToken);
}
