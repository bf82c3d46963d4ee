using AgentStack.RemoteMcp.Connections;

namespace AgentStack.RemoteMcp.Stdio;

/// <summary>What a child writes to its standard output, a message a line: bounded in length, depth and number.</summary>
internal sealed class ChildOutput(Stream inner, long longestLine, EventRate rate) : GuardedStream(inner)
{
    private readonly NestingDepth _depth = new();
    private long _length;
    private byte _first;

    /// <summary>Lines that are no messages, such as those of a server that logs where it should speak.</summary>
    public int Garbage { get; private set; }

    /// <summary>Whether there was a line that may be a message.</summary>
    public bool HasSpoken { get; private set; }

    protected override void Look(ReadOnlySpan<byte> read)
    {
        foreach (var next in read)
        {
            if (next == (byte)'\n')
            {
                EndLine();
                continue;
            }

            if (_first == 0 && next > (byte)' ')
                _first = next;

            if (_first == (byte)'{')
                _depth.Count(next);

            if (++_length > longestLine)
                throw new AnswerTooLargeException(longestLine);
        }
    }

    private void EndLine()
    {
        if (_first == (byte)'{')
            HasSpoken = true;
        else if (_first != 0)
            Garbage++;

        rate.Count(1);
        _depth.Restart();
        (_length, _first) = (0, 0);
    }
}
