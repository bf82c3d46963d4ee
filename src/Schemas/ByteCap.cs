using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace AgentStack.Schemas;

/// <summary>Cuts text to a number of bytes of UTF-8, never inside a character, and says so.</summary>
public static class ByteCap
{
    public static string Cut(string text, int most)
    {
        ArgumentNullException.ThrowIfNull(text);
        var size = Encoding.UTF8.GetByteCount(text);
        if (size <= most)
            return text;

        Utf8.FromUtf16(text, new byte[most], out var read, out var kept);
        return string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, read)}\n[truncated: {kept} of {size} bytes]");
    }
}
