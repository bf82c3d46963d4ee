using System.Text;

namespace AgentStack.Agent.Chat;

/// <summary>What models and servers say, made safe for a terminal: no control characters but line ends and tabs.</summary>
internal static class PrintableText
{
    public static string Of(string text)
    {
        if (!text.Any(IsUnsafe))
            return text;

        var clean = new StringBuilder(text.Length);
        foreach (var c in text)
            clean.Append(IsUnsafe(c) ? '\uFFFD' : c);

        return clean.ToString();
    }

    /// <summary>The beginning of the text, on one line.</summary>
    public static string Line(string text, int maxLength)
    {
        var line = Of(text).ReplaceLineEndings(" ").Trim();
        return line.Length <= maxLength ? line : $"{line[..maxLength]}…";
    }

    private static bool IsUnsafe(char c) => char.IsControl(c) && c is not ('\n' or '\r' or '\t');
}
