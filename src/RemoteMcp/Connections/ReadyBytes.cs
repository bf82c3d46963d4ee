using System.Buffers;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>What was read and looked at whole, and is handed on in the pieces that are asked for.</summary>
internal sealed class ReadyBytes
{
    private const int KeptCapacity = 1_000_000;

    private ArrayBufferWriter<byte> _bytes = new();
    private int _taken;

    public bool AreTaken => _taken == _bytes.WrittenCount;

    public void Add(ReadOnlySpan<byte> bytes) => _bytes.Write(bytes);

    /// <summary>As much as fits; 0 when all is taken.</summary>
    public int Take(Memory<byte> buffer)
    {
        var ready = _bytes.WrittenMemory[_taken..];
        var length = Math.Min(ready.Length, buffer.Length);
        ready[..length].CopyTo(buffer);
        _taken += length;
        return length;
    }

    public void Clear() => (_taken, _bytes) = (0, Emptied(_bytes));

    /// <summary>The buffer, or another one where it has grown too large to be kept.</summary>
    public static ArrayBufferWriter<byte> Emptied(ArrayBufferWriter<byte> buffer)
    {
        if (buffer.Capacity > KeptCapacity)
            return new ArrayBufferWriter<byte>();

        buffer.ResetWrittenCount();
        return buffer;
    }
}
