using System.Collections.Concurrent;

namespace AgentStack.McpServer.Protocol.Subscriptions;

/// <summary>
/// Where those who change what the server offers say so, and those who listen hear it. Only lists that were announced
/// as changing are offered for listening: what never comes is not promised.
/// </summary>
internal sealed class OfferChanges
{
    private readonly ConcurrentDictionary<Subscription, OfferKinds> _subscriptions = new();
    private int _possible;

    /// <summary>The lists that may change while the server runs.</summary>
    public OfferKinds Possible => (OfferKinds)Volatile.Read(ref _possible);

    /// <summary>How many callers listen.</summary>
    public int Listening => _subscriptions.Count;

    /// <summary>Says, before the first request, which lists may change; whoever calls this calls <see cref="Changed"/>.</summary>
    public void Announce(OfferKinds kinds) => Interlocked.Or(ref _possible, (int)kinds);

    /// <summary>Says that these lists are not what they were. Returns at once, however slow those are who listen.</summary>
    public void Changed(OfferKinds kinds)
    {
        foreach (var (subscription, granted) in _subscriptions)
            subscription.Add(kinds & granted);
    }

    public Subscription Subscribe(OfferKinds granted)
    {
        var subscription = new Subscription(this);
        _subscriptions[subscription] = granted;
        return subscription;
    }

    public void End(Subscription subscription) => _subscriptions.TryRemove(subscription, out _);
}
