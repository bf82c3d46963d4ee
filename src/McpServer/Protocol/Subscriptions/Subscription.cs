using System.Threading.Channels;

namespace AgentStack.McpServer.Protocol.Subscriptions;

/// <summary>
/// One caller that listens. What changes again before it was told is told once, so that a slow caller costs no memory.
/// </summary>
internal sealed class Subscription(OfferChanges changes) : IDisposable
{
    private readonly Channel<bool> _wakes =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private int _untold;

    public void Add(OfferKinds kinds)
    {
        if (kinds == OfferKinds.None)
            return;

        Interlocked.Or(ref _untold, (int)kinds);
        Wake();
    }

    /// <summary>Ends the wait for news, though there may be none.</summary>
    public void Wake() => _wakes.Writer.TryWrite(true);

    /// <summary>What changed since the last time; nothing when it was woken without news.</summary>
    public async ValueTask<OfferKinds> WaitAsync(CancellationToken cancellationToken)
    {
        await _wakes.Reader.ReadAsync(cancellationToken);
        return (OfferKinds)Interlocked.Exchange(ref _untold, 0);
    }

    public void Dispose() => changes.End(this);
}
