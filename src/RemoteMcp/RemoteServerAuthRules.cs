using System.Text.RegularExpressions;
using AgentStack.RemoteMcp.Tokens;

namespace AgentStack.RemoteMcp;

/// <summary>What each way to prove oneself needs, and what does not belong to it: a setting that nobody reads is a misunderstanding.</summary>
internal static partial class RemoteServerAuthRules
{
    public static IEnumerable<(string Key, string Rule)> Check(RemoteServerOptions options)
    {
        if (!Enum.IsDefined(options.Auth))
        {
            yield return (nameof(options.Auth), $"must be one of {string.Join(", ", Enum.GetNames<RemoteServerAuth>())}");
            yield break;
        }

        if (options.Command is not null && options.Section != RemoteServerSettings.Section && options.Auth != RemoteServerAuth.None)
        {
            yield return (nameof(options.Auth), $"is {options.Auth}, and a {nameof(options.Command)} is asked nothing; set it to {nameof(RemoteServerAuth.None)}");
            yield break;
        }

        foreach (var (key, owners) in Foreign(options))
            yield return (key, $"does not belong to {nameof(options.Auth)}={options.Auth}, only to {string.Join(" or ", owners)}; remove it or change {nameof(options.Auth)}");

        if (!options.HasAddress && options.Auth is not (RemoteServerAuth.M2M or RemoteServerAuth.UserPassword))
            yield return (nameof(options.Url), $"is missing; with {nameof(options.Auth)}={options.Auth} the address cannot come from SSM (set Url, GatewayUrl or RuntimeArn)");

        if (options.DiscoveryUrl is not null && !RemoteUrl.TryParse(options.DiscoveryUrl, out _))
            yield return (nameof(options.DiscoveryUrl), "must be the issuer's https://…/.well-known/openid-configuration address");

        // What is wrong with a token is said without the token.
        if (options.Token?.Trim() is { } token && !BearerToken.IsToken(token))
            yield return (nameof(options.Token), "must be one word of printable ASCII: the token alone, without \"Bearer\" before it");

        foreach (var problem in Region(options))
            yield return problem;
    }

    private static IEnumerable<(string Key, string Rule)> Region(RemoteServerOptions options)
    {
        if (options.Region is not { } region)
            yield break;

        if (!RegionShape().IsMatch(region))
            yield return (nameof(options.Region), "must be an AWS region, such as us-east-1");
        else if (RuntimeArn.TryParse(options.RuntimeArn, out var arn) && arn.Region != region)
            yield return (nameof(options.Region), $"is {region}, and the runtime of {nameof(options.RuntimeArn)} is in {arn.Region}; remove it");
    }

    private static IEnumerable<(string Key, RemoteServerAuth[] Owners)> Foreign(RemoteServerOptions options)
    {
        RemoteServerAuth[] machine = [RemoteServerAuth.M2M];
        RemoteServerAuth[] issued = [RemoteServerAuth.M2M, RemoteServerAuth.UserPassword];
        (string Key, bool IsSet, RemoteServerAuth[] Owners)[] settings =
        [
            (nameof(options.ClientId), options.ClientId is not null, issued),
            (nameof(options.ClientSecret), options.ClientSecret is not null, issued),
            (nameof(options.DiscoveryUrl), options.DiscoveryUrl is not null, issued),
            (nameof(options.TokenPrice), options.TokenPrice is not null, issued),
            (nameof(options.Scope), options.Scope is not null, machine),
            (nameof(options.Resource), options.Resource is not null, machine),
            (nameof(options.Token), options.Token is not null, [RemoteServerAuth.Bearer]),
            (nameof(options.UserName), options.UserName is not null, [RemoteServerAuth.UserPassword]),
            (nameof(options.Password), options.Password is not null, [RemoteServerAuth.UserPassword]),
            (nameof(options.Region), options.Region is not null, [RemoteServerAuth.SigV4]),
        ];
        return settings
            .Where(setting => setting.IsSet && !setting.Owners.Contains(options.Auth))
            .Select(setting => (setting.Key, setting.Owners));
    }

    [GeneratedRegex("^[a-z]{2,}(-[a-z]+)+-[0-9]+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RegionShape();
}
