namespace AgentStack.RemoteMcp.Aws;

/// <summary>Why the AWS SDK's chain came to no credentials.</summary>
/// <param name="Text">One line, without a full stop; names the profile where one is chosen.</param>
/// <param name="Cause">The SDK's own words, one line of each failure that led to it; null when it says nothing of use.</param>
public sealed record CredentialsProblem(string Text, string? Cause)
{
    private const int LongestLine = 300;

    /// <summary>The profile that the SDK takes; null when none is chosen.</summary>
    public static string? Profile => Environment.GetEnvironmentVariable("AWS_PROFILE") is { Length: > 0 } profile ? profile : null;

    /// <param name="failure">What the SDK threw.</param>
    /// <param name="profile">The profile that is chosen.</param>
    public static CredentialsProblem Of(Exception failure, string? profile)
    {
        ArgumentNullException.ThrowIfNull(failure);
        string?[] lines = [Line(failure), Line(failure.GetBaseException())];
        return new CredentialsProblem(
            profile is null ? "No AWS credentials were found" : $"The AWS profile {profile} (AWS_PROFILE) gives no credentials",
            lines.OfType<string>().Distinct().ToList() is { Count: > 0 } said ? string.Join(' ', said) : null);
    }

    private static string? Line(Exception failure)
    {
        var line = failure.Message.AsSpan().Trim();
        var end = line.IndexOfAny('\r', '\n');
        line = end < 0 ? line : line[..end].TrimEnd();
        return line.IsEmpty ? null : line[..Math.Min(line.Length, LongestLine)].ToString();
    }
}
