using AgentStack.McpServer.Access.Limits;
using AgentStack.Settings;

namespace AgentStack.McpServer.Access;

/// <summary>The section <c>Access</c>: whose tokens are taken, and for what. Without an issuer everybody is served.</summary>
internal sealed record AccessOptions
{
    private const string Section = "Access";
    private const string IssuersKey = "Issuers";
    private const string LimitsKey = "Limits";

    /// <summary>The issuers whose tokens are taken.</summary>
    public IReadOnlyList<IssuerOptions> Issuers { get; init; } = [];

    /// <summary>What tools ask for besides; every rule that matches a tool holds.</summary>
    public IReadOnlyList<ToolScopeRule> ToolScopes { get; init; } = [];

    /// <summary>How much one client may ask.</summary>
    public LimitOptions Limits { get; init; } = new();

    /// <summary>The address by which clients know this server; by default that of the request.</summary>
    public Uri? Resource { get; init; }

    /// <summary>Believes X-Forwarded-Proto: only where a proxy in front sets it on every request.</summary>
    public bool TrustForwardedProto { get; init; }

    public bool IsGuarded => Issuers.Count > 0;

    public static AccessOptions Read(SettingsReader settings)
    {
        var section = settings.Section(
            Section,
            nameof(IssuerOptions.DiscoveryUrl),
            nameof(IssuerOptions.AllowedClients),
            nameof(IssuerOptions.RequiredScopes),
            nameof(IssuerOptions.Audience),
            IssuersKey,
            ToolScopeRule.Key,
            LimitsKey,
            nameof(Resource),
            nameof(TrustForwardedProto));
        var alone = IssuerOptions.Read(section, Section);
        var named = settings.Names($"{Section}:{IssuersKey}")
            .Select(name => IssuerOptions.Read(settings, $"{Section}:{IssuersKey}:{name}"));
        var options = new AccessOptions
        {
            Issuers = [.. named.Prepend(alone).Where(issuer => issuer.DiscoveryUrl is not null)],
            ToolScopes = ToolScopeRule.Read(settings, section),
            Limits = LimitOptions.Read(settings, $"{Section}:{LimitsKey}"),
            Resource = ReadResource(section),
            TrustForwardedProto = ReadTrust(section),
        };

        CheckTogether(settings, section, alone, options);
        return options;
    }

    // Half a policy would leave the server open, or closed to everybody, without a word.
    private static void CheckTogether(
        SettingsReader settings, SettingsSection section, IssuerOptions alone, AccessOptions options)
    {
        var hasNamed = settings.Names($"{Section}:{IssuersKey}").Count > 0;
        var hasAlone = section.Text(nameof(IssuerOptions.DiscoveryUrl)) is not null;
        var isPolicy = alone.AllowedClients.Count + alone.RequiredScopes.Count > 0 || alone.Audience is not null;
        if (!hasAlone && (isPolicy || (options.ToolScopes.Count > 0 && !hasNamed)))
        {
            section.Problem(
                nameof(IssuerOptions.DiscoveryUrl),
                "is missing, so that no token would be checked: name the issuer's discovery document");
        }

        var byName = options.Issuers.GroupBy(issuer => issuer.Issuer.TrimEnd('/'), StringComparer.Ordinal);
        foreach (var twice in byName.Where(same => same.Count() > 1))
        {
            var sections = string.Join(" and ", twice.Select(issuer => issuer.Section));
            section.Problem(IssuersKey, $"has {sections} for one issuer, {twice.Key}: name each issuer once");
        }
    }

    private static bool ReadTrust(SettingsSection section)
    {
        if (section.Text(nameof(TrustForwardedProto)) is not { } text)
            return false;

        if (bool.TryParse(text, out var isTrusted))
            return isTrusted;

        section.Problem(nameof(TrustForwardedProto), $"is \"{text}\", which is not true or false");
        return false;
    }

    private static Uri? ReadResource(SettingsSection section)
    {
        if (section.Text(nameof(Resource)) is not { } text)
            return null;

        if (Uri.TryCreate(text, UriKind.Absolute, out var url)
            && url is { Scheme: "http" or "https", Query: "", Fragment: "" })
            return url;

        section.Problem(nameof(Resource), $"is \"{text}\": it must be the public http(s) address of /mcp");
        return null;
    }
}
