using System.Text.RegularExpressions;
using AgentStack.RemoteMcp.Connections;
using AgentStack.RemoteMcp.Stdio;

namespace AgentStack.RemoteMcp;

/// <summary>What the settings of a server must be, each and together.</summary>
internal static partial class RemoteServerRules
{
    private static readonly TimeSpan LongestLimit = TimeSpan.FromDays(1);

    public static IEnumerable<(string Key, string Rule)> Check(RemoteServerOptions options) =>
        [.. Address(options), .. ChildRules.Check(options), .. RemoteServerAuthRules.Check(options), .. CallersHeaders(options), .. Limits(options)];

    private static IEnumerable<(string Key, string Rule)> Address(RemoteServerOptions options)
    {
        string?[] set =
        [
            options.Url is null ? null : nameof(options.Url),
            options.RuntimeArn is null ? null : nameof(options.RuntimeArn),
            options.GatewayUrl is null ? null : nameof(options.GatewayUrl),
            options.Command is null ? null : nameof(options.Command),
        ];
        var names = set.OfType<string>().ToArray();
        if (names.Length > 1)
        {
            yield return (names[0], $"and {string.Join(" and ", names[1..])} are {(names.Length == 2 ? "both" : "all")} set;"
                + " keep the one by which the server is reached");
        }

        if (options.RuntimeArn is not null && !RuntimeArn.TryParse(options.RuntimeArn, out _))
            yield return (nameof(options.RuntimeArn), "must look like arn:aws:bedrock-agentcore:REGION:ACCOUNT:runtime/ID");

        if (options.Url is not null && !RemoteUrl.TryParse(options.Url, out _))
            yield return (nameof(options.Url), "must be an absolute http or https address without a user in it, that of the server's /mcp");

        if (options.GatewayUrl is not null && !RemoteUrl.TryParse(options.GatewayUrl, out _))
            yield return (nameof(options.GatewayUrl), "must be an absolute http or https address without a user in it, that of the gateway's /mcp");

        if (string.IsNullOrWhiteSpace(options.Qualifier))
            yield return (nameof(options.Qualifier), "must be the name of the runtime's endpoint, such as DEFAULT");

        if (options.SsmPrefix is not null && !PrefixShape().IsMatch(options.SsmPrefix))
            yield return (nameof(options.SsmPrefix), "must be a parameter path such as /app/mcp/tools, without a slash at its end");
    }

    private static IEnumerable<(string Key, string Rule)> CallersHeaders(RemoteServerOptions options)
    {
        foreach (var name in options.PassHeaders)
        {
            if (!HeaderShape().IsMatch(name))
                yield return (nameof(options.PassHeaders), $"holds \"{name}\", which is not the name of a header");
            else if (!PassedHeaders.IsAllowed(name))
                yield return (nameof(options.PassHeaders), $"holds {name}, which belongs to the connection, the protocol or AWS and is never passed on");
            else if (options.Auth != RemoteServerAuth.None && name.Equals("Authorization", StringComparison.OrdinalIgnoreCase))
                yield return (nameof(options.PassHeaders), $"holds {name}, where {nameof(options.Auth)}={options.Auth} writes its own; pass it on with {nameof(options.Auth)}=None");
        }
    }

    private static IEnumerable<(string Key, string Rule)> Limits(RemoteServerOptions options)
    {
        if (options.MaxResultBytes is < 1)
            yield return (nameof(options.MaxResultBytes), "must be 1 or more");

        if (options.ProtocolVersion is { } revision && !ProtocolRevisions.Known.Contains(revision))
            yield return (nameof(options.ProtocolVersion), $"must be one of {string.Join(", ", ProtocolRevisions.Known)}, or not set");

        if (options.TokenPrice is < 0)
            yield return (nameof(options.TokenPrice), "must not be below zero");

        if (!IsLimit(options.ConnectTimeout))
            yield return (nameof(options.ConnectTimeout), "must be above zero, such as 00:00:15, and a day at most");

        if (!IsLimit(options.CallTimeout))
            yield return (nameof(options.CallTimeout), "must be above zero, such as 00:01:00, and a day at most");
    }

    private static bool IsLimit(TimeSpan limit) => limit > TimeSpan.Zero && limit <= LongestLimit;

    [GeneratedRegex(
        "^(/[a-zA-Z0-9_.-]+)+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PrefixShape();

    [GeneratedRegex("^[!#$%&'*+.^_`|~0-9A-Za-z-]+$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HeaderShape();
}
