using System.Text;

namespace AgentStack.RemoteMcp.Stdio;

/// <summary>The end of what a child wrote to its standard error, however much that is.</summary>
internal sealed class LastWords
{
    private const int Most = 4096;

    private readonly byte[] _bytes = new byte[Most];
    private readonly Lock _gate = new();
    private long _written;

    /// <summary>Reads until the child closes it.</summary>
    public async Task ListenAsync(Stream errors)
    {
        var buffer = new byte[Most];
        try
        {
            while (await errors.ReadAsync(buffer) is > 0 and var count)
                Keep(buffer.AsSpan(0, count));
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The child is gone.
        }
    }

    public override string ToString()
    {
        lock (_gate)
        {
            var start = (int)(_written % Most);
            return _written <= Most
                ? Encoding.UTF8.GetString(_bytes, 0, (int)_written)
                : Encoding.UTF8.GetString([.. _bytes.AsSpan(start), .. _bytes.AsSpan(0, start)]);
        }
    }

    private void Keep(ReadOnlySpan<byte> words)
    {
        lock (_gate)
        {
            foreach (var next in words)
                _bytes[(int)(_written++ % Most)] = next;
        }
    }
}
