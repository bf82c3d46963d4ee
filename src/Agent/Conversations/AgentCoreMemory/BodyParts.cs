using System.Buffers.Text;
using System.IO.Compression;

namespace AgentStack.Agent.Conversations.AgentCoreMemory;

/// <summary>
/// A turn's body as payloads of an event: compressed where that is shorter, as base64 (a blob is JSON, not bytes), in
/// parts that fit into a payload.
/// </summary>
/// <param name="Encoding"><c>br</c> or <c>raw</c>.</param>
/// <param name="Length">Bytes of the body.</param>
internal sealed record BodyParts(string Encoding, int Length, IReadOnlyList<string> Parts)
{
    /// <summary>Characters of one payload: AgentCore takes 100 KB.</summary>
    private const int LargestPart = 96_000;

    /// <summary>Payloads of one event. A hundred of the largest are 9.6 MB, and an event takes 10.</summary>
    private const int MostParts = 100;

    private const string Brotli = "br";
    private const string Raw = "raw";

    public bool Fits => Parts.Count <= MostParts;

    public static BodyParts Of(ReadOnlySpan<byte> body)
    {
        var packed = Compress(body);
        var isShorter = packed.Length < body.Length;
        var text = Base64Url.EncodeToString(isShorter ? packed : body);
        return new BodyParts(
            isShorter ? Brotli : Raw,
            body.Length,
            [.. text.Chunk(LargestPart).Select(part => new string(part))]);
    }

    /// <summary>The body, or null when the parts are not all of it.</summary>
    public byte[]? Join()
    {
        var text = string.Concat(Parts);
        if (!Base64Url.IsValid(text))
            return null;

        var bytes = Base64Url.DecodeFromChars(text);
        return Encoding switch
        {
            Raw when bytes.Length == Length => bytes,
            Brotli => Decompress(bytes),
            _ => null,
        };
    }

    private static byte[] Compress(ReadOnlySpan<byte> body)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal))
            brotli.Write(body);

        return packed.ToArray();
    }

    // The length was written with the body, so no more than that is ever unpacked.
    private byte[]? Decompress(byte[] packed)
    {
        try
        {
            using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
            var body = new byte[Length];
            return brotli.ReadAtLeast(body, Length, throwOnEndOfStream: false) == Length && brotli.ReadByte() < 0 ? body : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
