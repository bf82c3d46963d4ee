using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Distributed;

namespace AgentStack.RemoteMcp.Tests.Tokens;

/// <summary>A distributed cache that can be seen into, and broken.</summary>
internal sealed class TestCache : IDistributedCache
{
    public ConcurrentDictionary<string, byte[]> Entries { get; } = new(StringComparer.Ordinal);

    /// <summary>Done before each use: throws or waits.</summary>
    public Func<Task> Mood { get; set; } = () => Task.CompletedTask;

    public int Uses { get; private set; }

    public async Task<byte[]?> GetAsync(string key, CancellationToken token = default)
    {
        Uses++;
        await Mood();
        return Entries.GetValueOrDefault(key);
    }

    public async Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        Uses++;
        await Mood();
        Entries[key] = value;
    }

    public byte[]? Get(string key) => throw new NotSupportedException();

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => throw new NotSupportedException();

    public void Refresh(string key) => throw new NotSupportedException();

    public Task RefreshAsync(string key, CancellationToken token = default) => throw new NotSupportedException();

    public void Remove(string key) => throw new NotSupportedException();

    public Task RemoveAsync(string key, CancellationToken token = default) => throw new NotSupportedException();
}
