using AgentStack.RemoteMcp;
using AgentStack.RemoteMcp.Connections;

namespace AgentStack.McpServer.Gateway;

/// <summary>
/// The servers behind the gateway, in the order of their names. They are asked for their tools in the background, and the
/// set of them can be replaced while calls run.
/// </summary>
internal sealed class Upstreams : IHostedService, IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _publishing = new();
    private readonly RemoteServerFactory _factory;
    private readonly TimeProvider _clock;
    private volatile IReadOnlyList<Upstream> _all;

    public Upstreams(GatewayOptions options, RemoteServerFactory factory, TimeProvider clock)
    {
        (_factory, _clock) = (factory, clock);
        _all = [.. options.Upstreams.Select(wanted => Create(wanted.Key, wanted.Value))];
    }

    /// <summary>At this moment.</summary>
    public IReadOnlyList<Upstream> All => _all;

    /// <summary><see cref="All"/> is another set.</summary>
    public event EventHandler? Changed;

    public Upstream? Find(string name) =>
        _all.FirstOrDefault(upstream => upstream.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var upstream in All)
            ListSoon(upstream);

        return Task.CompletedTask;
    }

    /// <summary>
    /// Takes over other settings: an upstream that is wanted as it is stays, with its connection; one that is gone takes
    /// no new calls; one that is wanted otherwise serves until the one in its place has listed its tools, or failed to.
    /// </summary>
    /// <param name="wanted">All that shall be.</param>
    /// <param name="cancellationToken">Those that are being replaced are waited for no longer.</param>
    public async Task ReplaceAsync(IReadOnlyDictionary<string, UpstreamOptions> wanted, CancellationToken cancellationToken)
    {
        var change = UpstreamChange.Of(All, wanted);
        foreach (var (upstream, options) in change.Kept)
            upstream.Adopt(options);

        List<Upstream> added = [.. change.Added.Select(name => Create(name, wanted[name]))];
        Publish(all => all.Except(change.Removed).Concat(added));
        added.ForEach(ListSoon);
        foreach (var upstream in change.Removed)
            RetireSoon(upstream);

        await Task.WhenAll(change.Changed.Select(
            upstream => TakePlaceAsync(upstream, Create(upstream.Name, wanted[upstream.Name]), cancellationToken)));
    }

    public Task StopAsync(CancellationToken cancellationToken) => _stopping.CancelAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var upstream in All)
            await upstream.Server.DisposeAsync();

        _stopping.Dispose();
    }

    private Upstream Create(string name, UpstreamOptions options) => new(name, options, _factory.Create(name, options), _clock);

    private async Task TakePlaceAsync(Upstream old, Upstream next, CancellationToken cancellationToken)
    {
        await ListAsync(next.Server, cancellationToken);
        Publish(all => all.Except([old]).Append(next));
        RetireSoon(old);
    }

    private void Publish(Func<IReadOnlyList<Upstream>, IEnumerable<Upstream>> change)
    {
        lock (_publishing)
        {
            _all = [.. change(_all).OrderBy(upstream => upstream.Name, StringComparer.OrdinalIgnoreCase)];
        }

        Changed?.Invoke(this, EventArgs.Empty);
    }

    private void ListSoon(Upstream upstream) =>
        _ = Task.Run(() => ListAsync(upstream.Server, CancellationToken.None), CancellationToken.None);

    private static void RetireSoon(Upstream upstream) => _ = Task.Run(upstream.RetireAsync, CancellationToken.None);

    private async Task ListAsync(RemoteMcpServer server, CancellationToken cancellationToken)
    {
        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token, cancellationToken);
            await server.ListToolsAsync(either.Token);
        }
        catch (Exception e) when (e is RemoteMcpException or OperationCanceledException or ObjectDisposedException)
        {
            // Its condition says why, and it is asked again by itself.
        }
    }
}
