using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace AgentStack.Agent.Invocations;

/// <summary>
/// A request's body as UTF-8, in memory once, in pooled pieces: 100 MB cost 100 MB, and a length that is only announced
/// costs nothing.
/// </summary>
internal sealed class BodyBuffer : IDisposable
{
    private const int SmallestPiece = 16 * 1024;
    private const int LargestPiece = 1024 * 1024;

    private readonly List<(byte[] Bytes, int Length)> _pieces = [];

    /// <exception cref="DecoderFallbackException">The bytes are no text of the encoding that they begin with.</exception>
    public static async Task<BodyBuffer> ReadAsync(PipeReader body, CancellationToken cancellationToken)
    {
        var start = await body.ReadAtLeastAsync(BodyEncoding.Decisive, cancellationToken);
        var encoding = BodyEncoding.Detect(start.Buffer.Slice(0, Math.Min(BodyEncoding.Decisive, start.Buffer.Length)).ToArray());
        body.AdvanceTo(start.Buffer.Start);

        var bytes = body.AsStream(leaveOpen: true);
        await using var text = encoding is null
            ? bytes
            : Encoding.CreateTranscodingStream(bytes, encoding, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        var buffer = new BodyBuffer();
        try
        {
            await buffer.FillAsync(text, cancellationToken);
            return buffer;
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }

    /// <summary>The whole text; not to be used after <see cref="Dispose"/>.</summary>
    public ReadOnlySequence<byte> ToSequence()
    {
        if (_pieces.Count == 0)
            return ReadOnlySequence<byte>.Empty;

        var first = new Piece(_pieces[0].Bytes.AsMemory(0, _pieces[0].Length));
        var last = first;
        foreach (var (bytes, length) in _pieces.Skip(1))
            last = last.Append(bytes.AsMemory(0, length));

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    public void Dispose()
    {
        foreach (var (bytes, _) in _pieces)
            ArrayPool<byte>.Shared.Return(bytes);

        _pieces.Clear();
    }

    private async Task FillAsync(Stream text, CancellationToken cancellationToken)
    {
        for (var size = SmallestPiece; ; size = Math.Min(size * 2, LargestPiece))
        {
            var bytes = ArrayPool<byte>.Shared.Rent(size);
            _pieces.Add((bytes, 0));
            var length = await text.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
            _pieces[^1] = (bytes, length);
            if (length < bytes.Length)
                return;
        }
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory) => Memory = memory;

        public Piece Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Piece(memory) { RunningIndex = RunningIndex + Memory.Length };
            Next = next;
            return next;
        }
    }
}
