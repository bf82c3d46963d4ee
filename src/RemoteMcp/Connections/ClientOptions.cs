using ModelContextProtocol.Client;

namespace AgentStack.RemoteMcp.Connections;

internal static class ClientOptions
{
    /// <summary>No capabilities: what would ask a user or a model something is declined.</summary>
    public static McpClientOptions Of(RemoteServerOptions options, TimeProvider clock) => new()
    {
        ProtocolVersion = options.ProtocolVersion,
        TimeProvider = clock,
        InitializationTimeout = options.ConnectTimeout * 2,
        DiscoverProbeTimeout = options.ConnectTimeout / 2,
    };
}
