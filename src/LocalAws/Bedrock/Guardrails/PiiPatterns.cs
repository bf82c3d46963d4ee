using System.Text.RegularExpressions;

namespace AgentStack.LocalAws.Bedrock.Guardrails;

/// <summary>The kinds of personal data that can be told by their form alone.</summary>
public static class PiiPatterns
{
    private static readonly Dictionary<string, Regex> Patterns = new(StringComparer.Ordinal)
    {
        ["AWS_ACCESS_KEY"] = Compile(@"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b"),
        ["CREDIT_DEBIT_CARD_NUMBER"] = Compile(@"\b(?:\d[ -]?){12,18}\d\b"),
        ["EMAIL"] = Compile(@"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"),
        ["IP_ADDRESS"] = Compile(@"\b\d{1,3}(?:\.\d{1,3}){3}\b"),
        ["PHONE"] = Compile(@"\+?\b(?:\d{1,3}[ .-])?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}\b"),
        ["URL"] = Compile(@"\bhttps?://[^\s]+"),
        ["US_SOCIAL_SECURITY_NUMBER"] = Compile(@"\b\d{3}-\d{2}-\d{4}\b"),
    };

    public static IReadOnlyCollection<string> Types => Patterns.Keys;

    internal static Regex Of(string type) => Patterns[type];

    // Linear in the text, whatever the pattern: a policy's own patterns come from outside.
    internal static Regex Compile(string pattern) =>
        new(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
}
