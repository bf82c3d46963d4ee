using AgentStack.RemoteMcp.Connections;

namespace AgentStack.McpServer.Gateway;

/// <summary>A server behind the gateway, as its settings have it.</summary>
internal sealed class Upstream(string name, UpstreamOptions options, RemoteMcpServer server, TimeProvider clock)
{
    private UpstreamOptions _options = options;

    public string Name => name;

    public UpstreamOptions Options => Volatile.Read(ref _options);

    public RemoteMcpServer Server => server;

    public UpstreamTraffic Traffic { get; } = new(name, options.CallLimits, clock);

    /// <summary>Takes over what can change while calls run.</summary>
    public void Adopt(UpstreamOptions options)
    {
        Volatile.Write(ref _options, options);
        Traffic.Queue.Limits = options.CallLimits;
    }

    /// <summary>Takes no new calls, and closes when those that run have ended.</summary>
    public async Task RetireAsync()
    {
        await Traffic.RetireAsync();
        await server.DisposeAsync();
    }
}
