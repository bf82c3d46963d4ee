namespace AgentStack.RemoteMcp.Walk;

/// <summary>What the platform's own words give away of why it refused; the words themselves are not passed on.</summary>
public enum DoorClue
{
    None,

    /// <summary>The token's <c>client_id</c> is not one of those that are allowed.</summary>
    Client,

    /// <summary>The token has none of the scopes that are allowed.</summary>
    Scope,

    /// <summary>An audience is asked for that the token does not have.</summary>
    Audience,

    /// <summary>A signature is asked for and a token was sent, or the other way round.</summary>
    Method,

    /// <summary>The signature is not accepted: the key, the region, the service or the clock is wrong.</summary>
    Signature,
}
