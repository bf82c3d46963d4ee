namespace AgentStack.RemoteMcp.Tokens;

/// <summary>What a shared cache holds of a token, once it is opened.</summary>
/// <param name="Token">The token.</param>
/// <param name="LifetimeSeconds">What the issuer said.</param>
/// <param name="IssuedAt">Unix milliseconds, by the clock of who fetched it: a monotonic time means nothing to another machine.</param>
internal sealed record SealedToken(string? Token, double LifetimeSeconds, long IssuedAt)
{
    public override string ToString() => "(token)";
}
