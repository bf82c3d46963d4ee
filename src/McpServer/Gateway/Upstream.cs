using AgentStack.McpServer.Protocol.Subscriptions;
using AgentStack.RemoteMcp.Connections;

namespace AgentStack.McpServer.Gateway;

/// <summary>
/// A server behind the gateway: what it offers is asked for at the start, whenever it says that it has changed, and by age.
/// What it offered last stays while it fails; one that was never reached offers nothing.
/// </summary>
internal sealed class Upstream : IAsyncDisposable
{
    /// <summary>However short an upstream says that its lists are good for.</summary>
    public static readonly TimeSpan ShortestRefresh = TimeSpan.FromSeconds(10);

    /// <summary>How long a caller that comes first waits for this upstream to be heard of.</summary>
    public static readonly TimeSpan FirstPatience = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly UpstreamLists _lists;
    private readonly TimeProvider _clock;
    private readonly TaskCompletionSource _tried = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private UpstreamOffers _offers = UpstreamOffers.None;
    private UpstreamOptions _options;
    private Upstream? _successor;

    public Upstream(
        string name,
        UpstreamOptions options,
        RemoteMcpServer server,
        UpstreamLists lists,
        TimeSpan refreshInterval,
        TimeProvider clock)
    {
        (Name, _options, Server) = (name, options, server);
        (_lists, RefreshInterval, _clock) = (lists, refreshInterval, clock);
        Traffic = new UpstreamTraffic(name, options.CallLimits, clock);
        server.OffersListed += OnListed;
        server.LedBack += OnLedBack;
    }

    public string Name { get; }

    public UpstreamOptions Options => Volatile.Read(ref _options);

    public RemoteMcpServer Server { get; }

    /// <summary>What is asked of it.</summary>
    public UpstreamTraffic Traffic { get; }

    /// <summary>The one that took its place.</summary>
    public Upstream? Successor
    {
        get => Volatile.Read(ref _successor);
        set => Volatile.Write(ref _successor, value);
    }

    /// <summary>How old its list may get.</summary>
    public TimeSpan RefreshInterval { get; set; }

    /// <summary>As it listed them last, under their names here.</summary>
    public UpstreamOffers Offers => Volatile.Read(ref _offers);

    /// <summary>Whether what it offers can be trusted to be what there is.</summary>
    public bool IsConnected => Server.Condition.State == ConnectionState.Connected && Server.Offers is not null;

    /// <summary>
    /// How long a call that was not sent waits for the upstream to come back. It was there a moment ago, or else calls fail
    /// at once: nobody waits for one that is gone.
    /// </summary>
    public TimeSpan Patience => Server.Condition switch
    {
        { State: ConnectionState.Connected } => Options.RestartPatience,
        { State: ConnectionState.Degraded, Since: var since }
            when Options.RestartPatience - (_clock.GetUtcNow() - since) is { Ticks: > 0 } rest => rest,
        _ => TimeSpan.Zero,
    };

    /// <summary>Ends when the upstream has listed what it has, or failed to, or let its first callers wait too long.</summary>
    public Task Settled => _settled.Task;

    /// <summary>Ends when it has listed what it has for the first time, or failed to.</summary>
    public Task Tried => _tried.Task;

    /// <summary>Nothing is asked of it any more, by itself.</summary>
    public bool IsStopped => _stopping.IsCancellationRequested;

    /// <summary>Some of its lists are not what they were.</summary>
    public event EventHandler<OffersChangedEventArgs>? Changed;

    /// <summary>Takes over what can change while calls run.</summary>
    public void Adopt(UpstreamOptions options, TimeSpan refreshInterval)
    {
        Volatile.Write(ref _options, options);
        Traffic.Queue.Limits = options.CallLimits;
        RefreshInterval = refreshInterval;
    }

    /// <summary>Begins to ask, in the background.</summary>
    public void Start()
    {
        _ = SettleInTimeAsync();
        _ = Task.Run(KeepListedAsync, CancellationToken.None);
    }

    /// <summary>No more asking: calls that are under way go on.</summary>
    public void Stop()
    {
        Server.OffersListed -= OnListed;
        Server.LedBack -= OnLedBack;
        _stopping.Cancel();
        _settled.TrySetResult();
        _tried.TrySetResult();
    }

    /// <summary>Takes no new calls, and closes when those that run or wait have ended.</summary>
    public async Task RetireAsync()
    {
        await Traffic.RetireAsync();
        Stop();
        await Server.RetireAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Stop();
        await Server.DisposeAsync();
    }

    private async Task SettleInTimeAsync()
    {
        await Task.Delay(FirstPatience, _clock, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _settled.TrySetResult();
    }

    private async Task KeepListedAsync()
    {
        var stopping = _stopping.Token;
        while (!stopping.IsCancellationRequested)
        {
            await ListAsync(stopping);
            _settled.TrySetResult();
            _tried.TrySetResult();
            await Task.Delay(NextIn(), _clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ListAsync(CancellationToken stopping)
    {
        try
        {
            await Server.ListOffersAsync(stopping);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Its condition says why, and it is asked again by itself: one list that cannot be read does not end all others.
        }
    }

    // Many gateways that were started together do not ask together.
    private TimeSpan NextIn()
    {
        var life = Server.Offers?.Tools.TimeToLive ?? RefreshInterval;
        var interval = life < ShortestRefresh ? ShortestRefresh : life < RefreshInterval ? life : RefreshInterval;
        return interval * (0.75 + (Random.Shared.NextDouble() / 4));
    }

    private void OnListed(object? sender, EventArgs e)
    {
        if (Server.Offers is not { } listed)
            return;

        Offer(_lists.Read(this, listed));
    }

    // What it listed before it could be known is this gateway's own.
    private void OnLedBack(object? sender, EventArgs e) => Offer(UpstreamOffers.None);

    private void Offer(UpstreamOffers offers)
    {
        var changed = Interlocked.Exchange(ref _offers, offers).Compare(offers);
        if (changed != OfferKinds.None)
            Changed?.Invoke(this, new OffersChangedEventArgs(changed));
    }
}
