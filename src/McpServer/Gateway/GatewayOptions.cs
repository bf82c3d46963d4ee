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

    public static GatewayOptions Read(SettingsReader settings)
    {
        var section = settings.Section(Section, nameof(OwnTools), nameof(Upstreams));
        var defaults = new GatewayOptions();
        return new GatewayOptions
        {
            OwnTools = section.Flag(nameof(OwnTools)) ?? defaults.OwnTools,
            Upstreams = RemoteServerSettings.ReadServers<UpstreamOptions>(settings, UpstreamsSection),
        };
    }
}
