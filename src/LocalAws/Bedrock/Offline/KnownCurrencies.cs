using System.Text.RegularExpressions;

namespace AgentStack.LocalAws.Bedrock.Offline;

/// <summary>Currencies by code and by name.</summary>
internal static partial class KnownCurrencies
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["dollar"] = "USD",
        ["dollars"] = "USD",
        ["$"] = "USD",
        ["euro"] = "EUR",
        ["euros"] = "EUR",
        ["€"] = "EUR",
        ["pound"] = "GBP",
        ["pounds"] = "GBP",
        ["£"] = "GBP",
        ["yen"] = "JPY",
        ["francs"] = "CHF",
        ["rupees"] = "INR",
    };

    /// <summary>What the sentence converts from, and to.</summary>
    public static (string? From, string? To) In(string text)
    {
        var found = Mentions().Matches(text)
            .Select(match => (To: match.Groups["to"].Success, Code: Names.GetValueOrDefault(match.Groups["what"].Value, match.Groups["what"].Value)))
            .ToList();
        var to = found.FindLast(mention => mention.To).Code;
        return (found.Find(mention => mention.Code != to).Code, to);
    }

    [GeneratedRegex(@"(?<to>\b(?:[Tt]o|[Ii]nto|[Ii]n)\s+)?(?<what>\b(?:[A-Z]{3}|(?i:dollars?|euros?|pounds?|yen|francs|rupees))\b|[$€£])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mentions();
}
