namespace AgentStack.McpServer.Access.Limits;

/// <summary>
/// What one client has asked: a bucket that holds a burst of requests and fills again by the minute's rate, and how many
/// requests are under way.
/// </summary>
internal sealed class ClientUsage(ClientLimit limit, TimeProvider clock)
{
    private readonly double _capacity = limit.Burst ?? limit.RequestsPerMinute ?? 0;
    private readonly double _perSecond = (limit.RequestsPerMinute ?? 0) / 60.0;
    private readonly Lock _gate = new();
    private double _left = limit.Burst ?? limit.RequestsPerMinute ?? 0;
    private long _filledAt = clock.GetTimestamp();
    private int _underWay;

    /// <summary>Whether forgetting it would give the client nothing.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_gate)
            {
                Fill();
                return _underWay == 0 && _left >= _capacity;
            }
        }
    }

    /// <summary>Null when the request may go on; then <see cref="Leave"/> has to follow.</summary>
    public LimitRefusal? TryEnter()
    {
        lock (_gate)
        {
            if (_underWay >= limit.ConcurrentRequests)
                return new LimitRefusal(nameof(limit.ConcurrentRequests), limit.ConcurrentRequests.Value, TimeSpan.FromSeconds(1));

            Fill();
            if (limit.RequestsPerMinute is { } rate && --_left < 0)
                return new LimitRefusal(nameof(limit.RequestsPerMinute), rate, TimeSpan.FromSeconds(-_left++ / _perSecond));

            _underWay++;
            return null;
        }
    }

    public void Leave()
    {
        lock (_gate)
            _underWay--;
    }

    private void Fill()
    {
        var now = clock.GetTimestamp();
        _left = Math.Min(_capacity, _left + (_perSecond * clock.GetElapsedTime(_filledAt, now).TotalSeconds));
        _filledAt = now;
    }
}
