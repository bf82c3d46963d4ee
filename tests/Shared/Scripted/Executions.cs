using System.Collections.Concurrent;

namespace AgentStack.Tests.Shared.Scripted;

/// <summary>How often each tool call was run, by the id in its arguments.</summary>
public sealed class Executions
{
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);

    public int Count(string id) => _counts.GetValueOrDefault(id);

    internal void Add(string id) => _counts.AddOrUpdate(id, 1, (_, count) => count + 1);
}
