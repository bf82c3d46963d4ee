namespace AgentStack.Oidc;

/// <summary>What became of a token: the claims of a good one, or why it is none.</summary>
public sealed record AccessTokenResult
{
    private AccessTokenResult()
    {
    }

    public AccessToken? Token { get; private init; }

    /// <summary>One sentence for the caller who sent the token; null for a good one.</summary>
    public string? Refusal { get; private init; }

    /// <summary>True when the token could not be judged, because the issuer's keys could not be had.</summary>
    public bool IssuerUnavailable { get; private init; }

    internal static AccessTokenResult Good(AccessToken token) => new() { Token = token };

    internal static AccessTokenResult Refused(string reason) => new() { Refusal = reason };

    internal static AccessTokenResult Unavailable(string reason) => new() { Refusal = reason, IssuerUnavailable = true };
}
