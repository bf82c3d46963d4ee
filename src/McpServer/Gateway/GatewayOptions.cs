using AgentStack.McpServer.Gateway.Names;
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

    internal IReadOnlyDictionary<string, UpstreamOptions> Upstreams { get; set; } = new Dictionary<string, UpstreamOptions>();

    public static GatewayOptions Read(SettingsReader settings)
    {
        var options = settings.Read<GatewayOptions>(Section, Problems, nameof(Upstreams));
        options.Upstreams = RemoteServerSettings.ReadServers<UpstreamOptions>(settings, UpstreamsSection);
        foreach (var (name, upstream) in options.Upstreams)
        {
            if (!GatewayNames.IsUpstream(name))
                settings.AddProblem($"{UpstreamsSection}:{name}", GatewayNames.Rule);

            foreach (var (key, rule) in upstream.GatewayProblems())
                settings.AddProblem($"{UpstreamsSection}:{name}:{key}", rule);
        }

        return options;
    }

    private static IEnumerable<(string Key, string Rule)> Problems(GatewayOptions options)
    {
        if (options.RefreshInterval < Upstream.ShortestRefresh || options.RefreshInterval > TimeSpan.FromDays(1))
            yield return (nameof(RefreshInterval), $"must be {Upstream.ShortestRefresh} to 1.00:00:00");

        if (options.MaxResultBytes < 1)
            yield return (nameof(MaxResultBytes), "must be 1 or more");
    }
}
