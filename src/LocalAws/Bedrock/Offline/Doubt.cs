using System.Text.RegularExpressions;

namespace AgentStack.LocalAws.Bedrock.Offline;

/// <summary>What looks like arithmetic and is not, or is more than this reader understands: better refused than wrong.</summary>
internal static partial class Doubt
{
    /// <summary>Whether the digits are a date, a telephone number or an offset from UTC.</summary>
    public static bool IsNoSum(string clause) => Digits().IsMatch(clause);

    /// <summary>Whether it has numbers or operations that would be misread.</summary>
    public static bool IsUnclear(string clause) => Unclear().IsMatch(clause);

    [GeneratedRegex(@"\b\d{4}-\d{1,2}-\d{1,2}\b|\b\d{1,2}/\d{1,2}/\d{2,4}\b|\b\d{3}-\d{3}-\d{4}\b|\b(?:call|phone|dial|fax|reach|ring)\b[^+*/]*\b\d{3}-\d{4}\b|\b(?:UTC|GMT)\s*[+-]\s*\d", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Digits();

    [GeneratedRegex(@"(?<![\w.])\d[\d.,_]*(?![eE][+-]?\d)(?![xX]\s*[(\d-])\p{L}|\b0[xX][\da-f]|\b(?:thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|thirty|forty|fifty|sixty|seventy|eighty|ninety|thousand|million|billion|trillion|dozen|half|quarter)\b|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twenty|hundred|\d+)[ -]+(?:one|two|three|four|five|six|seven|eight|nine|hundred)\b|\bless\s+than\b|\d\s*%\s*(?:of|off)\b|(?<![\d)]\s*)-\s*\d[\d.]*\s*\^|\b(?:nan|infinity|inf)\b|∞|^\W*(?:what is\s+)?minus\s+\w+\s+(?:plus|minus|times|divided)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Unclear();
}
