using System.Text.RegularExpressions;

namespace AgentStack.LocalAws.Bedrock.Offline;

/// <summary>Words, and what they mean: enough of the language to tell tools apart.</summary>
internal static partial class Words
{
    private static readonly HashSet<string> Stop = new(StringComparer.OrdinalIgnoreCase)
    {
        "a", "an", "the", "of", "to", "in", "on", "at", "for", "by", "with", "and", "or", "is", "are", "be", "was", "it", "its",
        "this", "that", "what", "which", "who", "how", "when", "where", "do", "does", "did", "can", "could", "would", "will",
        "you", "your", "me", "my", "i", "we", "us", "please", "as", "from", "into", "if", "not", "no", "all", "any", "some",
        "get", "gets", "set", "tool", "tools", "use", "used", "using", "call", "return", "returns", "given", "one", "two", "s",
        "number", "numbers", "user", "users", "value", "values", "default", "string", "e", "g", "there", "tell", "want", "like",
        "name", "message", "text", "target", "server", "mcp", "optional", "such", "has", "have", "about", "now", "than", "so",
    };

    private static readonly string[][] Synonyms =
    [
        ["greet", "greeting", "hello", "hi", "hey", "welcome"],
        ["echo", "repeat", "parrot"],
        ["time", "timestamp", "clock", "date", "day", "hour", "datetime"],
        ["weather", "forecast", "rain", "raining", "sunny", "snow", "temperature"],
        ["search", "find", "lookup", "look", "query", "seek"],
        ["doc", "document", "documentation", "manual"],
        ["create", "open", "file", "new", "make", "raise"],
        ["ticket", "issue", "bug"],
        ["convert", "exchange", "conversion"],
        ["currency", "money", "dollar", "usd", "euro", "eur", "pound", "gbp", "yen", "jpy", "chf"],
        ["list", "show", "enumerate"],
        ["delete", "remove", "erase"],
        ["mail", "email", "e-mail"],
        ["send", "post"],
        ["translate", "translation"],
        ["calculate", "compute", "calculator", "calculation"],
    ];

    private static readonly Dictionary<string, string> Concepts = Synonyms
        .SelectMany(group => group.Select(word => (word, group[0])))
        .DistinctBy(pair => pair.word)
        .ToDictionary(pair => pair.word, pair => pair.Item2, StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<Match> Split(string text) => Pattern().Matches(text);

    /// <summary>What a word stands for, or null for one that stands for nothing here.</summary>
    public static string? Concept(string word)
    {
        var lower = word.ToLowerInvariant();
        if (Stop.Contains(lower))
            return null;

        if (Concepts.TryGetValue(lower, out var concept))
            return concept;

        var stem = Stem(lower);
        return Concepts.GetValueOrDefault(stem, stem);
    }

    /// <summary>The concepts of a text; names in snake, kebab or camel case fall into their words.</summary>
    public static HashSet<string> ConceptsOf(string text) =>
        [.. NameParts().Matches(text).Select(part => Concept(part.Value)).OfType<string>()];

    private static string Stem(string word)
    {
        foreach (var (ending, replacement) in new[] { ("ies", "y"), ("ing", ""), ("ed", ""), ("s", "") })
        {
            if (word.Length > ending.Length + 2
                && word.EndsWith(ending, StringComparison.Ordinal)
                && !word.EndsWith("ss", StringComparison.Ordinal))
            {
                return word[..^ending.Length] + replacement;
            }
        }

        return word;
    }

    [GeneratedRegex(@"[\p{L}\p{N}_][\p{L}\p{N}_'-]*", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();

    [GeneratedRegex(@"\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})|\p{N}+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NameParts();
}
