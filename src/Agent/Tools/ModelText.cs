using System.Globalization;
using System.Text;

namespace AgentStack.Agent.Tools;

/// <summary>Text of a server as a model is given it: what cannot be seen is not said, and its length is bounded.</summary>
internal static class ModelText
{
    private const int FirstTag = 0xE0000;
    private const int LastTag = 0xE007F;

    /// <summary>Without control characters, half surrogates, and marks that hide or turn round what a person would read.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '\n' or '\t')
                clean.Append((char)rune.Value);
            else if (Rune.IsControl(rune))
                clean.Append(rune.Value == '\r' ? "" : " ");
            else if (!IsHidden(rune.Value))
                clean.Append(rune.ToString());
        }

        return clean.ToString().Trim();
    }

    /// <summary>So much of it, and a note that says how much that is; never half a character.</summary>
    public static string Cut(string text, int most, string what)
    {
        if (text.Length <= most)
            return text;

        var kept = char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
        return string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, kept)} [{what} cut: {kept} of {text.Length} characters]");
    }

    // Marks of direction, and the tags that no font shows.
    private static bool IsHidden(int value) =>
        value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or (>= FirstTag and <= LastTag);
}
