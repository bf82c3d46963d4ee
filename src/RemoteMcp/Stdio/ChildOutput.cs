using System.Buffers;
using AgentStack.RemoteMcp.Connections;

namespace AgentStack.RemoteMcp.Stdio;

/// <summary>
/// What a child writes to its standard output, a message a line: bounded in length and depth, and in the number of lines
/// that answer nobody. Answers pass always.
/// </summary>
internal sealed class ChildOutput(Stream inner, long longestLine, PendingRequests pending, ChatterRate rate) : GuardedStream(inner)
{
    private const int ChunkSize = 16_384;

    private readonly NestingDepth _depth = new();
    private readonly byte[] _chunk = new byte[ChunkSize];
    private readonly ReadyBytes _ready = new();
    private ArrayBufferWriter<byte> _line = new();
    private byte _first;

    /// <summary>Lines that are no messages, such as those of a server that logs where it should speak.</summary>
    public int Garbage { get; private set; }

    /// <summary>Whether there was a line that may be a message.</summary>
    public bool HasSpoken { get; private set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_ready.AreTaken)
        {
            _ready.Clear();
            await rate.WaitAsync(cancellationToken);
            if (await base.ReadAsync(_chunk, cancellationToken) == 0)
                return 0;
        }

        return _ready.Take(buffer);
    }

    protected override void Look(ReadOnlySpan<byte> read)
    {
        while (read.Length > 0)
        {
            var end = read.IndexOf((byte)'\n');
            var part = end < 0 ? read : read[..(end + 1)];
            read = read[part.Length..];
            Keep(part);
            if (end >= 0)
                EndLine();
        }
    }

    private void Keep(ReadOnlySpan<byte> part)
    {
        foreach (var next in part)
        {
            if (_first == 0 && next > (byte)' ')
                _first = next;

            if (_first == (byte)'{')
                _depth.Count(next);
        }

        if (_line.WrittenCount + part.Length > longestLine)
            throw new AnswerTooLargeException(longestLine);

        _line.Write(part);
    }

    private void EndLine()
    {
        var isMessage = _first == (byte)'{';
        HasSpoken |= isMessage;
        if (_first != 0 && !isMessage)
            Garbage++;

        var isAnswer = isMessage && pending.Take(_line.WrittenSpan);
        if (isAnswer)
            rate.Answered();

        if (isAnswer || rate.Take())
            _ready.Add(_line.WrittenSpan);

        _line = ReadyBytes.Emptied(_line);
        _depth.Restart();
        _first = 0;
    }
}
