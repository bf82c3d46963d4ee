namespace AgentStack.RemoteMcp.Tokens;

/// <summary>How long a token is used, out of what an issuer says of it.</summary>
internal static class TokenLifetime
{
    /// <summary>Where the issuer does not say (RFC 6749 leaves it free), or says what cannot be.</summary>
    private static readonly TimeSpan Unknown = TimeSpan.FromMinutes(5);

    /// <summary>No longer than Cognito lets one live.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>One that is over before it is sent would be fetched again without end; a server refuses it soon enough.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LongestMargin = TimeSpan.FromSeconds(30);

    public static TimeSpan Of(double? expiresIn) => expiresIn switch
    {
        null or double.NaN or <= 0 => Unknown,
        { } seconds => TimeSpan.FromSeconds(Math.Clamp(seconds, Shortest.TotalSeconds, Longest.TotalSeconds)),
    };

    /// <summary>The age at which another one is fetched, while this one is still used.</summary>
    public static TimeSpan RenewAfter(TimeSpan lifetime) => lifetime * 0.75;

    /// <summary>The age from which it is no longer sent: it would run out on its way.</summary>
    public static TimeSpan UseUntil(TimeSpan lifetime)
    {
        var margin = lifetime / 10;
        return lifetime - (margin < LongestMargin ? margin : LongestMargin);
    }
}
