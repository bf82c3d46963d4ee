using System.Text.RegularExpressions;

namespace AgentStack.RemoteMcp.Signing;

/// <summary>The region that an address of the AgentCore data plane names.</summary>
internal static partial class SigningRegion
{
    /// <summary>Null when the address names none, such as that of a proxy.</summary>
    public static string? Find(Uri address)
    {
        // Behind an endpoint of one's own it still stands in the path, with the runtime's ARN.
        var arn = address.Segments.Select(segment => Uri.UnescapeDataString(segment.TrimEnd('/')))
            .Select(segment => RuntimeArn.TryParse(segment, out var found) ? found : null)
            .FirstOrDefault(found => found is not null);

        return arn?.Region ?? (Host().Match(address.Host) is { Success: true } match ? match.Groups["region"].Value : null);
    }

    [GeneratedRegex(
        @"^([a-z0-9-]+\.gateway\.)?bedrock-agentcore\.(?<region>[a-z0-9-]+)\.amazonaws\.com(\.cn)?$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Host();
}
