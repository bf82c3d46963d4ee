namespace AgentStack.RemoteMcp.Tokens;

/// <summary>An access token. It does not print itself.</summary>
internal sealed class BearerToken(string value)
{
    private const int LongestHeader = 65_536;

    /// <summary>The token in the clear, for the Authorization header alone.</summary>
    public string Reveal() => value;

    /// <summary>Whether a header can hold it: anything else is none, whoever says so.</summary>
    public static bool IsToken(string? text) =>
        text is { Length: > 0 and <= LongestHeader } && text.All(c => c is > ' ' and < '\u007F');

    public override string ToString() => "(token)";
}
