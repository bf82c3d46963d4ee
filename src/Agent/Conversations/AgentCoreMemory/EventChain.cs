namespace AgentStack.Agent.Conversations.AgentCoreMemory;

/// <summary>Events by position. What is newer is decided by that alone, never by a clock.</summary>
internal sealed class EventChain
{
    private readonly SortedDictionary<long, MemoryEvent> _byPosition = [];

    public MemoryEvent? Last => _byPosition.Count == 0 ? null : _byPosition.Last().Value;

    /// <summary>Should two events have one position, everybody takes the one with the lower id.</summary>
    public void Add(MemoryEvent added)
    {
        if (At(added.Position) is not { } known || string.CompareOrdinal(added.Id, known.Id) < 0)
            _byPosition[added.Position] = added;
    }

    public MemoryEvent? At(long position) => _byPosition.GetValueOrDefault(position);

    /// <summary>Whether the events go back to the position, or behind it.</summary>
    public bool Reaches(long position) => _byPosition.Count > 0 && _byPosition.First().Key <= position;

    /// <summary>Whether the newest events, without a gap, are that many turns or go back to the session's first.</summary>
    public bool Holds(int turns)
    {
        var sequences = new HashSet<long>();
        for (var held = Last; held is not null; held = At(held.Position - 1))
        {
            sequences.Add(held.Turn.Sequence);
            if (sequences.Count >= turns || held.Turn.Version == 1)
                return true;
        }

        return false;
    }

    /// <summary>The events whose turns count, oldest first: those since the versions began, each turn as it was written last.</summary>
    public IReadOnlyList<MemoryEvent> Turns()
    {
        List<MemoryEvent> turns = [];
        foreach (var held in _byPosition.Values)
        {
            if (held.Turn.Version == 1)
                turns.Clear();
            else if (turns is [.., var last] && last.Turn.Sequence == held.Turn.Sequence)
                turns.RemoveAt(turns.Count - 1);

            turns.Add(held);
        }

        return turns;
    }
}
