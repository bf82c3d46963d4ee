using System.Text;

namespace AgentStack.McpServer.Gateway.Search;

/// <summary>The words of a text or a name: <c>getUserById</c>, <c>get_users</c> and "gets the user" have some in common.</summary>
internal static class Words
{
    private const int ShortestPlural = 4;

    public static IEnumerable<string> Of(string? text)
    {
        var word = new StringBuilder();
        for (var i = 0; i < (text?.Length ?? 0); i++)
        {
            if (word.Length > 0 && IsBreak(text!, i))
                yield return Take(word);

            if (char.IsLetterOrDigit(text![i]))
                word.Append(char.ToLowerInvariant(text[i]));
        }

        if (word.Length > 0)
            yield return Take(word);
    }

    // httpServer, HTTPServer, oauth2Token; digits stay with the letters before them.
    private static bool IsBreak(string text, int at)
    {
        var (before, here) = (text[at - 1], text[at]);
        if (!char.IsLetterOrDigit(here))
            return true;

        if (!char.IsUpper(here))
            return char.IsDigit(before) && char.IsLetter(here);

        return !char.IsUpper(before) || (at + 1 < text.Length && char.IsLower(text[at + 1]));
    }

    private static string Take(StringBuilder letters)
    {
        var word = letters.ToString();
        letters.Clear();
        return word.Length >= ShortestPlural && word[^1] == 's' && word[^2] != 's' ? word[..^1] : word;
    }
}
