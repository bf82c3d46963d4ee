using System.Text.RegularExpressions;

namespace AgentStack.LocalAws.Bedrock.Offline;

/// <summary>"My name is Bob. Greet me."</summary>
internal static partial class Introduction
{
    /// <summary>The name that the prompt gives its writer, or null.</summary>
    public static string? Name(string prompt) => Given().Match(prompt) is { Success: true } given ? given.Groups["name"].Value : null;

    /// <summary>The clause with the name where it says "me".</summary>
    public static string Apply(string clause, string name) => Me().Replace(clause, _ => name);

    [GeneratedRegex(@"\b[Mm]y name is\s+(?<name>\p{Lu}[\p{L}'-]*(?:\s+\p{Lu}[\p{L}'-]*)*)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Given();

    [GeneratedRegex(@"\bme\b", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Me();
}
