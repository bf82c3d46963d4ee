using AgentStack.McpServer.Protocol.Subscriptions;
using AgentStack.RemoteMcp.Connections;

namespace AgentStack.McpServer.Gateway;

/// <summary>The servers behind the gateway, in the order of their names.</summary>
internal sealed class Upstreams : IHostedService, IAsyncDisposable
{
    private readonly OfferChanges _changes;
    private int _version;

    public Upstreams(GatewayOptions options, RemoteServerFactory factory, UpstreamLists lists, OfferChanges changes, TimeProvider clock)
    {
        _changes = changes;
        changes.Announce(OfferKinds.All);
        All =
        [
            .. options.Upstreams.Select(upstream => new Upstream(
                upstream.Key, upstream.Value, factory.Create(upstream.Key, upstream.Value), lists, options.RefreshInterval, clock)),
        ];
        foreach (var upstream in All)
            upstream.Changed += OnChanged;
    }

    public IReadOnlyList<Upstream> All { get; }

    /// <summary>Grows whenever something of what they offer may be another.</summary>
    public int Version => Volatile.Read(ref _version);

    /// <summary>Some of the lists are not what they were; <see cref="Version"/> has grown.</summary>
    public event EventHandler<OffersChangedEventArgs>? Changed;

    /// <summary>Waits shortly for those that have not been heard of since the start.</summary>
    public Task SettledAsync(CancellationToken cancellationToken)
    {
        var settled = Task.WhenAll(All.Select(upstream => upstream.Settled));
        return settled.IsCompleted ? Task.CompletedTask : settled.WaitAsync(cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var upstream in All)
            upstream.Start();

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var upstream in All)
            upstream.Stop();

        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var upstream in All)
            await upstream.DisposeAsync();
    }

    private void OnChanged(object? sender, OffersChangedEventArgs change)
    {
        Interlocked.Increment(ref _version);
        Changed?.Invoke(this, change);
        _changes.Changed(change.Kinds);
    }
}
