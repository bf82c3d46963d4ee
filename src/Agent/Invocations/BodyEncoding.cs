using System.Text;

namespace AgentStack.Agent.Invocations;

/// <summary>
/// The encoding of a JSON text, told from its first bytes, whatever the headers say; the rules are those of Python's
/// <c>json.loads</c>, which takes UTF-16 and UTF-32 too.
/// </summary>
internal static class BodyEncoding
{
    /// <summary>How many bytes decide.</summary>
    public const int Decisive = 4;

    /// <returns>Null for UTF-8.</returns>
    public static Encoding? Detect(ReadOnlySpan<byte> start) => start switch
    {
        [0, 0, 0xFE, 0xFF, ..] => Utf32(isBigEndian: true),
        [0xFF, 0xFE, 0, 0, ..] => Utf32(isBigEndian: false),
        [0xFE, 0xFF, ..] => Utf16(isBigEndian: true),
        [0xFF, 0xFE, ..] => Utf16(isBigEndian: false),
        [0, 0, _, _, ..] => Utf32(isBigEndian: true),
        [0, _, _, _, ..] or [0, _] => Utf16(isBigEndian: true),
        [_, 0, 0, 0, ..] => Utf32(isBigEndian: false),
        [_, 0, _, _, ..] or [_, 0] => Utf16(isBigEndian: false),
        _ => null,
    };

    private static UnicodeEncoding Utf16(bool isBigEndian) => new(isBigEndian, byteOrderMark: false, throwOnInvalidBytes: true);

    private static UTF32Encoding Utf32(bool isBigEndian) => new(isBigEndian, byteOrderMark: false, throwOnInvalidCharacters: true);
}
