using AgentStack.RemoteMcp.Connections;

namespace AgentStack.RemoteMcp.Stdio;

/// <summary>
/// How much a child says that nobody asked for. What is too much is lost, and not the child: it serves others. One that
/// goes on is read slowly, and one that answers nobody meanwhile is ended.
/// </summary>
internal sealed class ChatterRate(TimeProvider clock)
{
    public const int MostDropped = 100_000;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    /// <summary>After each read: some thousand lines, of which a child can write millions a second.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(50);

    private long _begin = clock.GetTimestamp();
    private int _lines;
    private bool _hasAnswered;

    /// <summary>Ends when more may be read.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) =>
        _lines > EventRate.MostEvents + MostDropped ? Task.Delay(Rest, clock, cancellationToken) : Task.CompletedTask;

    public void Answered()
    {
        Begin();
        _hasAnswered = true;
    }

    /// <summary>A line that answers nobody; false when it is one too many.</summary>
    /// <exception cref="EventFloodException">There is nothing but such lines.</exception>
    public bool Take()
    {
        Begin();
        if (++_lines > EventRate.MostEvents + MostDropped && !_hasAnswered)
            throw new EventFloodException();

        return _lines <= EventRate.MostEvents;
    }

    private void Begin()
    {
        if (clock.GetElapsedTime(_begin) >= Window)
            (_begin, _lines, _hasAnswered) = (clock.GetTimestamp(), 0, false);
    }
}
