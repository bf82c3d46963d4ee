namespace AgentStack.RemoteMcp.Connections;

/// <summary>In which order listings began: one that took long must not replace a newer one.</summary>
internal sealed class ListingTurns
{
    private readonly Lock _gate = new();
    private long _last;
    private long _placed;

    /// <summary>Before the server is asked.</summary>
    public long Begin() => Interlocked.Increment(ref _last);

    /// <summary>False, and nothing placed, when what is in place began later.</summary>
    public bool TryPlace(long turn, Action place)
    {
        lock (_gate)
        {
            if (turn < _placed)
                return false;

            _placed = turn;
            place();
            return true;
        }
    }
}
