using System.Collections.Concurrent;

namespace AgentStack.Load;

/// <summary>What the visitors saw, all together.</summary>
internal sealed class Tally
{
    private int _turns;
    private int _open;
    private int _mostOpen;
    private int _failures;

    public int Turns => _turns;

    public int MostOpen => _mostOpen;

    public int Failures => _failures;

    /// <summary>What went wrong, by kind.</summary>
    public ConcurrentDictionary<string, int> Kinds { get; } = new(StringComparer.Ordinal);

    public void Open()
    {
        var open = Interlocked.Increment(ref _open);
        for (var most = _mostOpen; open > most; most = _mostOpen)
            Interlocked.CompareExchange(ref _mostOpen, open, most);
    }

    public void Close() => Interlocked.Decrement(ref _open);

    public void Succeed() => Interlocked.Increment(ref _turns);

    public void Fail(string kind)
    {
        Interlocked.Increment(ref _failures);
        Kinds.AddOrUpdate(kind, 1, (_, count) => count + 1);
    }
}
