using AgentStack.McpServer.Gateway.Search;
using AgentStack.RemoteMcp;
using AgentStack.Settings;

namespace AgentStack.McpServer.Gateway;

/// <summary>The section <c>Gateway</c>: the servers that this one stands in front of. Without any it is no gateway.</summary>
internal sealed record GatewayOptions
{
    public const string Section = "Gateway";

    public const string UpstreamsSection = $"{Section}:{nameof(Upstreams)}";

    /// <summary>Whether this server's own tools, prompts and resources are offered beside those of the upstreams.</summary>
    public bool OwnTools { get; init; } = true;

    public IReadOnlyDictionary<string, UpstreamOptions> Upstreams { get; init; } = new Dictionary<string, UpstreamOptions>();

    /// <summary>A line of the audit log for each tool call.</summary>
    public bool Audit { get; init; }

    /// <summary>Whether the upstreams' tools are listed, or only found by search.</summary>
    public ToolsOnDemand ToolsOnDemand { get; init; } = ToolsOnDemand.Auto;

    /// <summary>With <see cref="ToolsOnDemand.Auto"/>: the most tools that are listed.</summary>
    public int OnDemandAbove { get; init; } = 100;

    /// <summary>A JSON file of settings besides appsettings.json, which is read again when it changes.</summary>
    public string? ConfigFile { get; init; }

    public static GatewayOptions Read(SettingsReader settings)
    {
        var section = settings.Section(
            Section,
            nameof(OwnTools),
            nameof(Upstreams),
            nameof(Audit),
            nameof(ToolsOnDemand),
            nameof(OnDemandAbove),
            nameof(ConfigFile));
        var defaults = new GatewayOptions();
        var upstreams = RemoteServerSettings.ReadServers<UpstreamOptions>(settings, UpstreamsSection);
        foreach (var (name, options) in upstreams)
            UpstreamOptions.CheckLimits(settings, $"{UpstreamsSection}:{name}", options);

        return new GatewayOptions
        {
            OwnTools = section.Flag(nameof(OwnTools)) ?? defaults.OwnTools,
            Upstreams = upstreams,
            Audit = section.Flag(nameof(Audit)) ?? defaults.Audit,
            ToolsOnDemand = ReadToolsOnDemand(section) ?? defaults.ToolsOnDemand,
            OnDemandAbove = (int?)section.Number(nameof(OnDemandAbove), 0, 1_000_000) ?? defaults.OnDemandAbove,
            ConfigFile = section.Text(nameof(ConfigFile)),
        };
    }

    private static ToolsOnDemand? ReadToolsOnDemand(SettingsSection section)
    {
        if (section.Text(nameof(ToolsOnDemand)) is not { } text)
            return null;

        if (Enum.TryParse<ToolsOnDemand>(text, ignoreCase: true, out var choice) && Enum.IsDefined(choice))
            return choice;

        section.Problem(nameof(ToolsOnDemand), $"is \"{text}\", which is none of {string.Join(", ", Enum.GetNames<ToolsOnDemand>())}");
        return null;
    }
}
