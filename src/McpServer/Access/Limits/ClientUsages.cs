using System.Collections.Concurrent;

namespace AgentStack.McpServer.Access.Limits;

/// <summary>
/// The usage of each client, of at most 10,000: one that is idle again is as good as one that was never seen, and makes
/// room. While all of them are busy, those that come on top share one allowance.
/// </summary>
internal sealed class ClientUsages(AccessOptions options, TimeProvider clock)
{
    public const int Capacity = 10_000;

    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, ClientUsage> _usages = new(StringComparer.Ordinal);
    private readonly ClientUsage _others = new(options.Limits.All, clock);
    private readonly Lock _sweep = new();
    private long _sweptAt;
    private bool _hasSwept;
    private int _count;

    public int Count => _usages.Count;

    /// <param name="key">Tells callers apart.</param>
    /// <param name="clientId">Whose limits hold; null for a caller without a token.</param>
    public ClientUsage Of(string key, string? clientId)
    {
        if (_usages.TryGetValue(key, out var known))
            return known;

        if (Volatile.Read(ref _count) >= Capacity && !MadeRoom())
            return _others;

        var usage = new ClientUsage(options.Limits.For(clientId), clock);
        if (!_usages.TryAdd(key, usage))
            return _usages.GetValueOrDefault(key, usage);

        Interlocked.Increment(ref _count);
        return usage;
    }

    private bool MadeRoom()
    {
        lock (_sweep)
        {
            if (_hasSwept && clock.GetElapsedTime(_sweptAt) < BetweenSweeps)
                return _count < Capacity;

            (_hasSwept, _sweptAt) = (true, clock.GetTimestamp());
            foreach (var (key, usage) in _usages)
            {
                if (usage.IsIdle && _usages.TryRemove(key, out _))
                    Interlocked.Decrement(ref _count);
            }

            return _count < Capacity;
        }
    }
}
