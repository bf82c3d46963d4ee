namespace AgentStack.RemoteMcp.Tokens;

/// <summary>What an issuer gave.</summary>
/// <param name="Token">The token.</param>
/// <param name="Lifetime">How long it is good, by what the issuer said.</param>
/// <param name="AskedAt">
/// The monotonic time at which the request left. The lifetime is counted from there and never from the token's own
/// <c>exp</c>: that is by the issuer's clock, and this machine's may be wrong or be set.
/// </param>
internal sealed record TokenGrant(BearerToken Token, TimeSpan Lifetime, long AskedAt);
