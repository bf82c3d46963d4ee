using System.Globalization;
using System.Text;

namespace AgentStack.Agent.Chat;

/// <summary>What models and servers say, made safe for a terminal: no control characters but line ends and tabs.</summary>
internal static class PrintableText
{
    private const char Joiner = '\u200D';

    public static string Of(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
            clean.Append(IsUnsafe(text[i]) || IsOverwriting(text, i) ? '\uFFFD' : text[i]);

        return clean.ToString();
    }

    /// <summary>The beginning of the text, on one line.</summary>
    public static string Line(string text, int maxLength)
    {
        var line = Of(text).ReplaceLineEndings(" ").Trim();
        return line.Length <= maxLength ? line : $"{line[..maxLength]}…";
    }

    // Characters that only format can turn a line round or hide a part of it; the joiner is part of many emoji.
    private static bool IsUnsafe(char c) => c is not ('\n' or '\r' or '\t' or Joiner)
        && (char.IsControl(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format);

    private static bool IsOverwriting(string text, int index) =>
        text[index] == '\r' && (index + 1 == text.Length || text[index + 1] != '\n');
}
