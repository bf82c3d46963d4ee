using System.Collections.Concurrent;

namespace AgentStack.Telemetry.Logging;

/// <summary>Lines that wait for their reader, for so long: those that are lost nevertheless are counted, and told of.</summary>
internal sealed class SureLines(TextWriter output, int capacity, TimeSpan patience) : IDisposable
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private readonly BlockingCollection<string> _lines = new(capacity);
    private readonly Lock _gate = new();
    private Thread? _writer;
    private long _lost;
    private bool _isOver;
    private volatile bool _isStuck;

    /// <param name="line">With its end.</param>
    /// <param name="tellLost">Makes a line of how many were lost before it.</param>
    public void Add(string line, Func<long, string> tellLost)
    {
        if (!IsStarted())
        {
            Write(line);
            return;
        }

        var lost = Interlocked.Exchange(ref _lost, 0);
        if (TryAdd(lost > 0 ? tellLost(lost) + line : line))
            return;

        Interlocked.Add(ref _lost, lost + 1);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
        }

        _lines.CompleteAdding();
        // Whoever waits for a reader that never comes would hold the process; the collection goes with it then.
        if (_writer?.Join(Farewell) ?? true)
            _lines.Dispose();
    }

    // Once it has waited in vain it waits no more until a line is taken: one pause, not one for each line.
    private bool TryAdd(string line)
    {
        try
        {
            _isStuck = !_lines.TryAdd(line, _isStuck ? TimeSpan.Zero : patience);
            return !_isStuck;
        }
        catch (Exception e) when (e is InvalidOperationException or ObjectDisposedException)
        {
            Write(line);
            return true;
        }
    }

    private bool IsStarted()
    {
        lock (_gate)
        {
            if (_writer is null && !_isOver)
            {
                _writer = new Thread(WriteAll) { IsBackground = true, Name = "Audit lines" };
                _writer.Start();
            }

            return !_isOver;
        }
    }

    private void WriteAll()
    {
        foreach (var line in _lines.GetConsumingEnumerable())
            Write(line);
    }

    private void Write(string line)
    {
        try
        {
            output.Write(line);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            Interlocked.Increment(ref _lost);
        }
    }
}
