using AgentStack.McpServer.Protocol.Subscriptions;
using AgentStack.RemoteMcp.Connections;

namespace AgentStack.McpServer.Gateway;

/// <summary>The servers behind the gateway, in the order of their names. The set of them can be replaced while calls run.</summary>
internal sealed class Upstreams : IHostedService, IAsyncDisposable
{
    private readonly Lock _publishing = new();
    private readonly RemoteServerFactory _factory;
    private readonly UpstreamLists _lists;
    private readonly OfferChanges _changes;
    private readonly TimeProvider _clock;
    private readonly HashSet<Upstream> _open = [];
    private readonly Task _settled;
    private volatile IReadOnlyList<Upstream> _all = [];
    private bool _isDisposed;
    private int _version;

    public Upstreams(GatewayOptions options, RemoteServerFactory factory, UpstreamLists lists, OfferChanges changes, TimeProvider clock)
    {
        (_factory, _lists, _changes, _clock) = (factory, lists, changes, clock);
        changes.Announce(OfferKinds.All);
        Publish(_ => options.Upstreams.Keys.Select(name => Create(name, options)));
        _settled = Task.WhenAll(All.Select(upstream => upstream.Settled));
    }

    /// <summary>At this moment.</summary>
    public IReadOnlyList<Upstream> All => _all;

    /// <summary>Grows whenever something of what they offer may be another.</summary>
    public int Version => Volatile.Read(ref _version);

    /// <summary>Some of the lists are not what they were; <see cref="Version"/> has grown.</summary>
    public event EventHandler<OffersChangedEventArgs>? Changed;

    /// <summary>Waits shortly for those of the start that have not been heard of since. One that comes later holds nobody up.</summary>
    public Task SettledAsync(CancellationToken cancellationToken) =>
        _settled.IsCompleted ? Task.CompletedTask : _settled.WaitAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var upstream in All)
            upstream.Start();

        return Task.CompletedTask;
    }

    /// <summary>
    /// Takes over other settings. An upstream that is wanted as it is stays, with its connection; one that is gone takes
    /// no new calls; one that is wanted otherwise serves until the one in its place has listed what it has, or failed to.
    /// </summary>
    /// <param name="options">All that shall be.</param>
    /// <param name="cancellationToken">Those that have not listed yet take no place any more; those of before stay.</param>
    public async Task ReplaceAsync(GatewayOptions options, CancellationToken cancellationToken)
    {
        var change = UpstreamChange.Of(All, options.Upstreams);
        foreach (var (upstream, wanted) in change.Kept)
            upstream.Adopt(wanted, options.RefreshInterval);

        List<Upstream> added = [.. change.Added.Select(name => Create(name, options))];
        Publish(all => all.Except(change.Removed).Concat(added));
        added.ForEach(upstream => upstream.Start());
        foreach (var upstream in change.Removed)
            RetireSoon(upstream);

        await Task.WhenAll(change.Changed.Select(upstream => TakePlaceAsync(upstream, Create(upstream.Name, options), cancellationToken)));
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var upstream in Open())
            upstream.Stop();

        return Task.CompletedTask;
    }

    /// <summary>Closes all at once, also those that retire and those that were to take a place: what they started ends with them.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_open)
        {
            _isDisposed = true;
        }

        await Task.WhenAll(Open().Select(upstream => upstream.DisposeAsync().AsTask()));
    }

    private IReadOnlyList<Upstream> Open()
    {
        lock (_open)
        {
            return [.. _open];
        }
    }

    private void RetireSoon(Upstream upstream) => _ = Task.Run(() => RetireAsync(upstream), CancellationToken.None);

    private async Task RetireAsync(Upstream upstream)
    {
        await upstream.RetireAsync();
        lock (_open)
        {
            _open.Remove(upstream);
        }
    }

    private Upstream Create(string name, GatewayOptions options)
    {
        lock (_open)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            var server = _factory.Create(name, options.Upstreams[name]);
            var upstream = new Upstream(name, options.Upstreams[name], server, _lists, options.RefreshInterval, _clock);
            _open.Add(upstream);
            return upstream;
        }
    }

    private async Task TakePlaceAsync(Upstream old, Upstream next, CancellationToken cancellationToken)
    {
        next.Start();
        await next.Tried.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!next.Tried.IsCompleted || next.IsStopped)
        {
            RetireSoon(next);
            return;
        }

        old.Successor = next;
        Publish(all => all.Except([old]).Append(next));
        RetireSoon(old);
    }

    private void Publish(Func<IReadOnlyList<Upstream>, IEnumerable<Upstream>> change)
    {
        IReadOnlyList<Upstream> before;
        IReadOnlyList<Upstream> after;
        lock (_publishing)
        {
            before = _all;
            _all = after = [.. change(before).OrderBy(upstream => upstream.Name, StringComparer.OrdinalIgnoreCase)];
        }

        foreach (var upstream in after.Except(before))
            upstream.Changed += OnChanged;

        foreach (var upstream in before.Except(after))
            upstream.Changed -= OnChanged;

        OnChanged(this, new OffersChangedEventArgs(UpstreamOffers.Of(before).Compare(UpstreamOffers.Of(after))));
    }

    private void OnChanged(object? sender, OffersChangedEventArgs change)
    {
        Interlocked.Increment(ref _version);
        if (change.Kinds == OfferKinds.None)
            return;

        Changed?.Invoke(this, change);
        _changes.Changed(change.Kinds);
    }
}
