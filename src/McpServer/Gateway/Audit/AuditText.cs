using System.Globalization;

namespace AgentStack.McpServer.Gateway.Audit;

/// <summary>What others wrote, as it may stand in a line of a log: of bounded length, on one line, as it looks.</summary>
internal static class AuditText
{
    private const string Nothing = "-";
    private const char Odd = '?';
    private const int Longest = 128;

    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return Nothing;

        var cut = text.Length > Longest ? text[..Longest] : text;
        return cut.Any(IsOdd) ? string.Create(cut.Length, cut, Clean) : cut;
    }

    private static void Clean(Span<char> clean, string text)
    {
        for (var i = 0; i < text.Length; i++)
            clean[i] = IsOdd(text[i]) ? Odd : text[i];
    }

    private static bool IsOdd(char letter) => char.GetUnicodeCategory(letter) is UnicodeCategory.Control
        or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Surrogate
        or UnicodeCategory.OtherNotAssigned;
}
