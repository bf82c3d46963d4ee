using System.Net;
using AgentStack.Settings;

namespace AgentStack.McpServer.Access;

/// <summary>One issuer whose tokens are taken: the section <c>Access</c> itself, or one of <c>Access:Issuers</c>.</summary>
internal sealed record IssuerOptions
{
    public const string DiscoverySuffix = "/.well-known/openid-configuration";

    /// <summary>The section that names it.</summary>
    public required string Section { get; init; }

    /// <summary>The issuer's discovery document; null when there is none that can be used.</summary>
    public Uri? DiscoveryUrl { get; init; }

    /// <summary>The <c>iss</c> of its tokens; by default the discovery URL without its suffix, as OpenID Connect has it.</summary>
    public string Issuer { get; init; } = "";

    /// <summary>Whether the settings say what its <c>iss</c> is, so that its discovery document has to agree.</summary>
    public bool IsNamed { get; init; }

    /// <summary>The clients that may call.</summary>
    public IReadOnlyList<string> AllowedClients { get; init; } = [];

    /// <summary>The scopes that a token must hold, all of them.</summary>
    public IReadOnlyList<string> RequiredScopes { get; init; } = [];

    /// <summary>What <c>aud</c> must hold; null asks for none, since Cognito's access tokens have none.</summary>
    public string? Audience { get; init; }

    public static IssuerOptions Read(SettingsReader settings, string name)
    {
        var section = settings.Section(
            name, nameof(DiscoveryUrl), nameof(Issuer), nameof(AllowedClients), nameof(RequiredScopes), nameof(Audience));
        var options = Read(section, name);
        if (section.Text(nameof(DiscoveryUrl)) is null)
            section.Problem(nameof(DiscoveryUrl), "is missing: name the issuer's discovery document");

        return section.Text(nameof(Issuer)) is { } issuer ? options with { Issuer = issuer, IsNamed = true } : options;
    }

    /// <summary>What both places share.</summary>
    public static IssuerOptions Read(SettingsSection section, string name)
    {
        var discoveryUrl = ReadDiscoveryUrl(section);
        var options = new IssuerOptions
        {
            Section = name,
            DiscoveryUrl = discoveryUrl,
            Issuer = discoveryUrl?.AbsoluteUri[..^DiscoverySuffix.Length] ?? "",
            AllowedClients = section.Texts(nameof(AllowedClients)),
            RequiredScopes = section.Texts(nameof(RequiredScopes), ScopeName.IsValid, ScopeName.Expected),
            Audience = section.Text(nameof(Audience)),
        };
        if (section.Text(nameof(DiscoveryUrl)) is not null && options.AllowedClients.Count == 0)
            section.Problem(nameof(AllowedClients), "is empty, so that nobody could call: name the client ids that may");

        return options;
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

    // Keys that come over plain HTTP are anybody's keys.
    private static bool IsPrivate(Uri url) => url.Scheme == Uri.UriSchemeHttps
        || (url.Scheme == Uri.UriSchemeHttp
            && (url.Host == "localhost" || (IPAddress.TryParse(url.IdnHost, out var address) && IPAddress.IsLoopback(address))));
}
