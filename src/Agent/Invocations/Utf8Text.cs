using System.Buffers;
using System.Text;

namespace AgentStack.Agent.Invocations;

/// <summary>UTF-8 that lies in pieces.</summary>
internal static class Utf8Text
{
    private const int ScratchLength = 2048;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static bool IsValid(ReadOnlySequence<byte> text)
    {
        var decoder = Strict.GetDecoder();
        Span<char> scratch = stackalloc char[ScratchLength];
        try
        {
            foreach (var piece in text)
            {
                for (var rest = piece.Span; !rest.IsEmpty;)
                {
                    decoder.Convert(rest, scratch, flush: false, out var used, out _, out _);
                    rest = rest[used..];
                }
            }

            decoder.Convert([], scratch, flush: true, out _, out _, out _);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    public static ReadOnlySequence<byte> SkipByteOrderMark(ReadOnlySequence<byte> text)
    {
        var reader = new SequenceReader<byte>(text);
        return reader.IsNext([0xEF, 0xBB, 0xBF], advancePast: true) ? reader.UnreadSequence : text;
    }
}
