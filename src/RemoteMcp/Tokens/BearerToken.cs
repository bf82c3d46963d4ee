namespace AgentStack.RemoteMcp.Tokens;

/// <summary>An access token and when it should be replaced. It does not print itself.</summary>
internal sealed class BearerToken(string value, DateTimeOffset renewAt)
{
    public DateTimeOffset RenewAt { get; } = renewAt;

    /// <summary>The token in the clear, for the Authorization header alone.</summary>
    public string Reveal() => value;

    public override string ToString() => "(token)";
}
