namespace AgentStack.RemoteMcp.Connections;

/// <summary>
/// An answer's body that ends in an error when it is longer than the limit or nested too deep, or for a stream of events
/// when one event is or when they come too fast.
/// </summary>
/// <param name="inner">The body.</param>
/// <param name="limit">In bytes.</param>
/// <param name="rate">Of events; null for a body that is no stream of them.</param>
internal sealed class CappedStream(Stream inner, long limit, EventRate? rate) : Stream
{
    private const byte LineFeed = (byte)'\n';
    private const byte CarriageReturn = (byte)'\r';

    private readonly NestingDepth _depth = new();
    private long _read;
    private bool _isLineEmpty = true;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="AnswerTooLargeException">More came than the limit allows.</exception>
    /// <exception cref="UnreadableAnswerException">It is nested deeper than can be read.</exception>
    /// <exception cref="EventFloodException">More events came than are taken.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await inner.ReadAsync(buffer, cancellationToken);
        Count(buffer.Span[..count]);
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = inner.Read(buffer, offset, count);
        Count(buffer.AsSpan(offset, read));
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();

        base.Dispose(disposing);
    }

    private void Count(ReadOnlySpan<byte> read)
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
