using System.Collections.Concurrent;

namespace AgentStack.LocalAws.AgentCore.Memory;

/// <summary>The memories that are there, with all that is in them.</summary>
public sealed class MemoryRegistry
{
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<string, LocalMemory> _memories = new(StringComparer.Ordinal);

    internal MemoryRegistry(TimeProvider clock) => _clock = clock;

    public IEnumerable<string> Ids => _memories.Keys;

    /// <summary>Adds an empty memory; one that is there stays as it is.</summary>
    /// <exception cref="ArgumentException">The id has not the form of one.</exception>
    public void Add(string id)
    {
        if (!MemoryId.IsValid(id))
            throw new ArgumentException($"A memory's id is like {MemoryId.Example}; this is \"{id}\"", nameof(id));

        _memories.TryAdd(id, new LocalMemory(id, _clock));
    }

    internal LocalMemory? Find(string id) => _memories.GetValueOrDefault(id);
}
