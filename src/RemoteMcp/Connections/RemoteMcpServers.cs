namespace AgentStack.RemoteMcp.Connections;

/// <summary>The configured remote MCP servers, in the order of their names. Nothing is connected until it is used.</summary>
public sealed class RemoteMcpServers : IAsyncDisposable
{
    public RemoteMcpServers(RemoteServerSettings configured, RemoteServerFactory factory) =>
        All = [.. configured.Servers.Select(server => factory.Create(server.Key, server.Value))];

    public IReadOnlyList<RemoteMcpServer> All { get; }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in All)
            await server.DisposeAsync();
    }
}
