using System.Globalization;
using System.Text;

namespace AgentStack.Telemetry.Logging;

/// <summary>A text as it may stand in a line on a terminal: control characters and those that turn text round are escaped.</summary>
internal static class PrintableLine
{
    public static string Of(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        if (!line.Any(IsUnsafe))
            return line;

        var safe = new StringBuilder(line.Length + 16);
        foreach (var letter in line)
        {
            if (IsUnsafe(letter))
                safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");
            else
                safe.Append(letter);
        }

        return safe.ToString();
    }

    private static bool IsUnsafe(char letter) =>
        char.GetUnicodeCategory(letter) is UnicodeCategory.Control or UnicodeCategory.Format;
}
