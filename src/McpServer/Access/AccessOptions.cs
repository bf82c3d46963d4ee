using System.Net;
using AgentStack.Settings;

namespace AgentStack.McpServer.Access;

/// <summary>The section <c>Access</c>: whose tokens are taken. Without a discovery URL everybody is served.</summary>
internal sealed record AccessOptions
{
    public const string DiscoverySuffix = "/.well-known/openid-configuration";

    private const string Section = "Access";

    /// <summary>The issuer's discovery document.</summary>
    public Uri? DiscoveryUrl { get; init; }

    /// <summary>The <c>client_id</c>s that may call.</summary>
    public IReadOnlyList<string> AllowedClients { get; init; } = [];

    /// <summary>The scopes that a token must hold, all of them.</summary>
    public IReadOnlyList<string> RequiredScopes { get; init; } = [];

    /// <summary>The address by which clients know this server; by default that of the request.</summary>
    public Uri? Resource { get; init; }

    public static AccessOptions Read(SettingsReader settings)
    {
        var section = settings.Section(
            Section, nameof(DiscoveryUrl), nameof(AllowedClients), nameof(RequiredScopes), nameof(Resource));
        var options = new AccessOptions
        {
            DiscoveryUrl = ReadDiscoveryUrl(section),
            AllowedClients = section.Texts(nameof(AllowedClients)),
            RequiredScopes = section.Texts(nameof(RequiredScopes)),
            Resource = ReadResource(section),
        };

        CheckTogether(section, options);
        return options;
    }

    // Half a policy would leave the server open, or closed to everybody, without a word.
    private static void CheckTogether(SettingsSection section, AccessOptions options)
    {
        var isGuarded = section.Text(nameof(DiscoveryUrl)) is not null;
        if (isGuarded && options.AllowedClients.Count == 0)
            section.Problem(nameof(AllowedClients), "is empty, so that nobody could call: name the client ids that may");

        if (!isGuarded && options.AllowedClients.Count + options.RequiredScopes.Count > 0)
        {
            section.Problem(
                nameof(DiscoveryUrl), "is missing, so that no token would be checked: name the issuer's discovery document");
        }
    }

    private static Uri? ReadDiscoveryUrl(SettingsSection section)
    {
        if (section.Text(nameof(DiscoveryUrl)) is not { } text)
            return null;

        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && IsPrivate(url)
            && url.AbsoluteUri.EndsWith(DiscoverySuffix, StringComparison.Ordinal))
            return url;

        section.Problem(
            nameof(DiscoveryUrl),
            $"is \"{text}\": it must be an https address (http on this machine only) that ends in {DiscoverySuffix}");
        return null;
    }

    private static Uri? ReadResource(SettingsSection section)
    {
        if (section.Text(nameof(Resource)) is not { } text)
            return null;

        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { Scheme: "http" or "https", Query: "", Fragment: "" })
            return url;

        section.Problem(nameof(Resource), $"is \"{text}\": it must be the public http(s) address of /mcp");
        return null;
    }

    // Keys that come over plain HTTP are anybody's keys.
    private static bool IsPrivate(Uri url) => url.Scheme == Uri.UriSchemeHttps
        || (url.Scheme == Uri.UriSchemeHttp
            && (url.Host == "localhost" || (IPAddress.TryParse(url.IdnHost, out var address) && IPAddress.IsLoopback(address))));
}
