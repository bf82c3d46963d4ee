using AgentStack.McpServer.Gateway.Names;
using AgentStack.McpServer.Gateway.Search;
using AgentStack.RemoteMcp;
using AgentStack.Settings;

namespace AgentStack.McpServer.Gateway;

/// <summary>The section <c>Gateway</c>: the servers that this one stands in front of. Without any it is no gateway.</summary>
internal sealed class GatewayOptions
{
    public const string Section = "Gateway";

    public const string UpstreamsSection = $"{Section}:{nameof(Upstreams)}";

    /// <summary>Whether this server's own tools, prompts and resources are offered beside those of the upstreams.</summary>
    public bool OwnTools { get; set; } = true;

    /// <summary>How old the list of an upstream may get that does not tell of changes, and says nothing shorter.</summary>
    public TimeSpan RefreshInterval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>What of one result goes through, in bytes, where the upstream has no <c>MaxResultBytes</c> of its own.</summary>
    public int MaxResultBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>Whether there is a line of the audit log for each tool call.</summary>
    public bool Audit { get; set; }

    /// <summary>Whether the upstreams' tools are listed, or only found by search.</summary>
    public ToolsOnDemand ToolsOnDemand { get; set; } = ToolsOnDemand.Auto;

    /// <summary>With <see cref="ToolsOnDemand.Auto"/>: the most tools of upstreams that are listed.</summary>
    public int OnDemandAbove { get; set; } = 100;

    /// <summary>A JSON file of settings that lies over appsettings.json.</summary>
    public string? ConfigFile { get; set; }

    internal IReadOnlyDictionary<string, UpstreamOptions> Upstreams { get; set; } = new Dictionary<string, UpstreamOptions>();

    public static GatewayOptions Read(SettingsReader settings)
    {
        var options = settings.Read<GatewayOptions>(Section, Problems, nameof(Upstreams));
        options.Upstreams = RemoteServerSettings.ReadServers<UpstreamOptions>(settings, UpstreamsSection);
        foreach (var (name, upstream) in options.Upstreams)
        {
            if (!GatewayNames.IsUpstream(name))
                settings.AddProblem($"{UpstreamsSection}:{name}", GatewayNames.Rule);

            // It also says how much is read of an answer.
            upstream.MaxResultBytes ??= options.MaxResultBytes;
            foreach (var (key, rule) in upstream.GatewayProblems())
                settings.AddProblem($"{UpstreamsSection}:{name}:{key}", rule);
        }

        return options;
    }

    /// <summary>Whether so many tools of upstreams are found by search instead of being listed.</summary>
    internal bool IsOnDemand(int tools) => ToolsOnDemand switch
    {
        ToolsOnDemand.Always => true,
        ToolsOnDemand.Never => false,
        _ => tools > OnDemandAbove,
    };

    private static IEnumerable<(string Key, string Rule)> Problems(GatewayOptions options)
    {
        if (options.RefreshInterval < Upstream.ShortestRefresh || options.RefreshInterval > TimeSpan.FromDays(1))
            yield return (nameof(RefreshInterval), $"must be {Upstream.ShortestRefresh} to 1.00:00:00");

        if (options.MaxResultBytes < 1)
            yield return (nameof(MaxResultBytes), "must be 1 or more");

        if (options.OnDemandAbove < 0)
            yield return (nameof(OnDemandAbove), "must be 0 or more");

        if (!Enum.IsDefined(options.ToolsOnDemand))
            yield return (nameof(ToolsOnDemand), $"must be one of {string.Join(", ", Enum.GetNames<ToolsOnDemand>())}");
    }
}
