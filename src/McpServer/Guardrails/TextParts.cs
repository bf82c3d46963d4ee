namespace AgentStack.McpServer.Guardrails;

/// <summary>Cuts a long text where a sentence ends, else between words, else between characters.</summary>
internal static class TextParts
{
    private const string SentenceEnds = ".!?…。！？\n";

    /// <summary>Parts of at most so many characters, none empty, that are the text when put together.</summary>
    public static IReadOnlyList<string> Split(string text, int longest)
    {
        var parts = new List<string>();
        var start = 0;
        while (text.Length - start > longest)
        {
            var length = Cut(text.AsSpan(start, longest + 1));
            parts.Add(text.Substring(start, length));
            start += length;
        }

        if (start < text.Length)
            parts.Add(text[start..]);

        return parts;
    }

    // The window holds one character more than a part may: it tells whether the last one ends a sentence.
    private static int Cut(ReadOnlySpan<char> window)
    {
        for (var end = window.Length - 1; end > 0; end--)
        {
            if (SentenceEnds.Contains(window[end - 1]) && (char.IsWhiteSpace(window[end - 1]) || IsBreak(window, end)))
                return end;
        }

        for (var end = window.Length - 1; end > 0; end--)
        {
            if (char.IsWhiteSpace(window[end - 1]))
                return end;
        }

        var longest = window.Length - 1;
        return longest > 1 && char.IsHighSurrogate(window[longest - 1]) ? longest - 1 : longest;
    }

    // Chinese and Japanese put no space after a full stop; "3.5" and "example.com" do not end there.
    private static bool IsBreak(ReadOnlySpan<char> window, int end) => char.IsWhiteSpace(window[end]) || window[end - 1] > '\u3000';
}
