using AgentStack.RemoteMcp.Connections;

namespace AgentStack.McpServer.Gateway;

/// <summary>A server behind the gateway, as its settings have it.</summary>
internal sealed class Upstream(string name, UpstreamOptions options, RemoteMcpServer server)
{
    public string Name => name;

    public UpstreamOptions Options => options;

    public RemoteMcpServer Server => server;
}
