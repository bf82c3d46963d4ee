namespace AgentStack.LocalAws.AgentCore.Memory;

/// <summary>The events of one session, in the order of their ids.</summary>
internal sealed record MemorySession(SessionKey Key, DateTimeOffset CreatedAt)
{
    public SortedDictionary<string, StoredEvent> Events { get; } = new(StringComparer.Ordinal);

    /// <summary>A branch goes off in one place, and not from itself.</summary>
    public bool IsRootOf(string branch, StoredEvent root)
    {
        var known = Events.Values.Where(held => held.Request.BranchName == branch).Select(held => held.Request.RootEventId).ToList();
        return known.Count == 0 ? root.Request.BranchName != branch : known.Contains(root.EventId);
    }
}
