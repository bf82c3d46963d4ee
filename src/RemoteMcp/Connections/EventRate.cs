namespace AgentStack.RemoteMcp.Connections;

/// <summary>How many events a stream brings: progress and log lines of a busy tool pass, a flood does not.</summary>
internal sealed class EventRate(TimeProvider clock)
{
    public const int MostEvents = 10_000;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private long _begin = clock.GetTimestamp();
    private int _events;

    /// <exception cref="EventFloodException">They are too many.</exception>
    public void Count(int events)
    {
        if (clock.GetElapsedTime(_begin) >= Window)
            (_begin, _events) = (clock.GetTimestamp(), 0);

        _events += events;
        if (_events > MostEvents)
            throw new EventFloodException();
    }
}
