namespace AgentStack.RemoteMcp.Connections;

/// <summary>
/// An answer's body that ends in an error when it is longer than the limit or nested too deep, or for a stream of events
/// when one event is or when they come too fast.
/// </summary>
/// <param name="inner">The body.</param>
/// <param name="limit">In bytes.</param>
/// <param name="rate">Of events; null for a body that is no stream of them.</param>
internal sealed class CappedStream(Stream inner, long limit, EventRate? rate) : GuardedStream(inner)
{
    private const byte LineFeed = (byte)'\n';
    private const byte CarriageReturn = (byte)'\r';

    private readonly NestingDepth _depth = new();
    private long _read;
    private bool _isLineEmpty = true;

    protected override void Look(ReadOnlySpan<byte> read)
    {
        _read += read.Length;
        if (rate is not null)
            _read = Math.Min(_read, SinceLastEvent(read, rate));
        else
            Measure(read);

        if (_read > limit)
            throw new AnswerTooLargeException(limit);
    }

    // An empty line ends an event; the reader keeps nothing of it then.
    private long SinceLastEvent(ReadOnlySpan<byte> read, EventRate events)
    {
        var since = _read;
        var ended = 0;
        for (var i = 0; i < read.Length; i++)
        {
            _depth.Count(read[i]);
            if (read[i] == LineFeed)
            {
                if (_isLineEmpty)
                {
                    since = read.Length - i - 1;
                    ended++;
                    _depth.Restart();
                }

                _isLineEmpty = true;
            }
            else if (read[i] != CarriageReturn)
            {
                _isLineEmpty = false;
            }
        }

        events.Count(ended);
        return since;
    }

    private void Measure(ReadOnlySpan<byte> read)
    {
        foreach (var next in read)
            _depth.Count(next);
    }
}
