using AgentStack.RemoteMcp;
using AgentStack.RemoteMcp.Connections;

namespace AgentStack.McpServer.Gateway;

/// <summary>The servers behind the gateway, in the order of their names. They are asked for their tools in the background.</summary>
internal sealed class Upstreams : IHostedService, IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();

    public Upstreams(GatewayOptions options, RemoteServerFactory factory) =>
        All = [.. options.Upstreams.Select(upstream =>
            new Upstream(upstream.Key, upstream.Value, factory.Create(upstream.Key, upstream.Value)))];

    public IReadOnlyList<Upstream> All { get; }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var upstream in All)
            _ = Task.Run(() => ListAsync(upstream.Server), CancellationToken.None);

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => _stopping.CancelAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var upstream in All)
            await upstream.Server.DisposeAsync();

        _stopping.Dispose();
    }

    private async Task ListAsync(RemoteMcpServer server)
    {
        try
        {
            await server.ListToolsAsync(_stopping.Token);
        }
        catch (Exception e) when (e is RemoteMcpException or OperationCanceledException)
        {
            // Its condition says why, and it is asked again by itself.
        }
    }
}
