using System.Text.RegularExpressions;

namespace AgentStack.LocalAws.Bedrock.Offline;

/// <summary>Cuts a prompt into the things it asks for.</summary>
internal static partial class Clauses
{
    /// <param name="prompt">What the user wrote.</param>
    /// <param name="startsAction">Whether a word begins something to do; "and" and a comma part two things only before such a word.</param>
    public static List<string> Split(string prompt, Func<string, bool> startsAction)
    {
        List<string> clauses = [];
        var start = 0;
        foreach (Match boundary in Boundaries().Matches(prompt))
        {
            var end = boundary.Index + boundary.Length;
            var weak = boundary.Groups["weak"].Success && !startsAction(NextWord(prompt[end..]));
            if (weak || InQuotes(prompt, boundary.Index))
                continue;

            Add(prompt[start..boundary.Index]);
            start = end;
        }

        Add(prompt[start..]);
        return clauses;

        void Add(string clause)
        {
            if (clause.Trim() is { Length: > 0 } text)
                clauses.Add(text);
        }
    }

    private static string NextWord(string text) => Words.Split(text).FirstOrDefault()?.Value ?? "";

    private static bool InQuotes(string text, int at) => text.AsSpan(0, at).Count('"') % 2 == 1;

    [GeneratedRegex(@"(?:[.?!;]+(?=\s|$)|\n)\s*(?:(?:and|then|also)\s+)*|,?\s+(?:and\s+)?(?:then|also|afterwards)\b,?\s*|(?<weak>,\s*(?:and\s+)?|\s+and\s+)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Boundaries();
}
