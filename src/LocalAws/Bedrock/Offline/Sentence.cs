using System.Text.RegularExpressions;

namespace AgentStack.LocalAws.Bedrock.Offline;

/// <summary>Finds in a clause what the parameters of a tool want.</summary>
internal static partial class Sentence
{
    private const string Proper = @"\p{Lu}[\p{L}\p{N}'-]*(?:\s+\p{Lu}[\p{L}\p{N}'-]*)*";

    private static readonly char[] Edges = [' ', '\t', '.', ',', ';', ':', '!', '?', '"', '\u201c', '\u201d'];

    /// <summary>What follows the words that name the tool's business, without what joins it to them.</summary>
    public static string Remainder(string clause, KnownTool tool)
    {
        if (Quoted().Match(clause) is { Success: true } quoted)
            return quoted.Groups["text"].Value;

        if (Titled().Match(clause) is { Success: true } titled)
            return titled.Groups["text"].Value.Trim(Edges);

        var triggers = Triggers(clause, tool);
        if (triggers.Count == 0)
            return clause.Trim(Edges);

        var end = triggers[^1].Index + triggers[^1].Length;
        var rest = Clean(clause[end..]);
        return rest.Length > 0 || triggers.Count == 1
            ? rest
            : Clean(clause[(triggers[0].Index + triggers[0].Length)..triggers[^1].Index]);
    }

    /// <summary>A value that the clause gives a parameter by name: "a=2", "title: …".</summary>
    public static string? Named(string clause, string parameter)
    {
        var match = Regex.Match(clause, $@"(?<![\w]){Regex.Escape(parameter)}\s*[=:]\s*(?:""(?<v>[^""]*)""|'(?<v>[^']*)'|(?<v>[^\s,;]+))", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));
        return match.Success ? match.Groups["v"].Value.Trim(Edges) : null;
    }

    /// <summary>Names of people: capitalised, or what follows.</summary>
    public static List<string> People(string clause, KnownTool tool)
    {
        if (Quoted().Match(clause) is { Success: true } quoted)
            return [quoted.Groups["text"].Value];

        // "Alice in Spanish" is Alice.
        var named = Manner().Replace(AfterTriggers(clause, tool), "");
        return ProperNames(named) is { Count: > 0 } names
            ? names
            : [.. new[] { Remainder(clause, tool) }.Where(rest => rest.Length > 0)];
    }

    /// <summary>Places: what follows "in", "for", "at" or "near", else what is capitalised.</summary>
    public static List<string> Places(string clause, KnownTool tool)
    {
        if (Located().Match(clause) is { Success: true } located)
            return ProperNames(located.Groups["place"].Value);

        var names = ProperNames(AfterTriggers(clause, tool));
        return names.Count > 0 ? names
            : LocatedLower().Match(clause) is { Success: true } lower ? [lower.Groups["place"].Value.Trim(Edges)]
            : [];
    }

    /// <summary>The words after "from" or "to", for parameters of that name.</summary>
    public static string? After(string clause, string preposition)
    {
        var match = Regex.Match(clause, $@"\b{preposition}\s+(?<v>[\w.@/-]+)", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));
        return match.Success ? match.Groups["v"].Value.Trim(Edges) : null;
    }

    public static string? Email(string clause) => EmailAddress().Match(clause) is { Success: true } found ? found.Value : null;

    /// <summary>IANA zones: those that stand there, else those of the places.</summary>
    public static List<string> Zones(string clause) => IanaZone().Matches(clause) is { Count: > 0 } found
        ? [.. found.Select(match => match.Value).Distinct()]
        : Doubt.IsNoSum(clause) ? [] : KnownPlaces.ZonesIn(clause);

    /// <summary>Where the time is asked for, as far as no zone is known for it.</summary>
    public static IEnumerable<string> PlacesWithoutZone(string clause) => TimeOf().Matches(clause)
        .SelectMany(match => match.Groups["place"].Value.Split([", ", " and "], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        .Where(place => place.Length > 0 && Zones(place).Count == 0);

    private static string AfterTriggers(string clause, KnownTool tool) =>
        Triggers(clause, tool) is [.., var last] ? clause[(last.Index + last.Length)..] : clause;

    // The first word that points at the tool, and others close behind it that say another part of its name.
    private static List<Match> Triggers(string clause, KnownTool tool)
    {
        List<Match> triggers = [];
        HashSet<string> seen = [];
        var gap = 0;
        foreach (var word in Words.Split(clause))
        {
            var whole = word.Value == tool.Tool.Name;
            if (whole || (tool.IsTrigger(word.Value) && seen.Add(Words.Concept(word.Value)!)))
            {
                triggers.Add(word);
                gap = 0;
            }
            else if (triggers.Count > 0 && ++gap > 4)
            {
                break;
            }
        }

        return triggers;
    }

    private static List<string> ProperNames(string text) => [.. ProperName().Matches(text).Select(match => match.Value)];

    private static string Clean(string text) => Joints().Replace(text, "").Trim(Edges);

    [GeneratedRegex("[\"\u201c](?<text>[^\"\u201d]+)[\"\u201d]|(?<!\\w)'(?<text>[^']+)'(?!\\w)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(?<=\p{L})\s+(?:in|from|at|with|on)\s.*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Manner();

    [GeneratedRegex(@"\bin\s+(?!(?:the|my|a|an|this|that|iso)\b)(?<place>.+?)(?=\s+(?:right|now|today|please|at|as)\b|[?.!;]|$)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TimeOf();

    [GeneratedRegex(@"\b(?:titled|entitled|called|named|saying|that says|with (?:the )?(?:title|message|text|subject))\s*:?\s+(?<text>.+?)(?=\s+with\s|$)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Titled();

    [GeneratedRegex(@"^[\s:,]*(?:(?:for|about|on|that|to|with|of|the words?|the text|the phrase|after me|back)\b[\s:,]*)*|\s+(?:in|on|the|for|with)(?:\s+(?:the|a))?\s*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Joints();

    [GeneratedRegex(@"\b(?:in|for|at|near)\s+(?<place>" + Proper + @"(?:(?:,|\s+and|,\s*and)\s+" + Proper + ")*)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Located();

    [GeneratedRegex(@"\b(?:in|for|at|near)\s+(?<place>[\p{L} '-]+?)(?=\s+(?:today|tomorrow|now|tonight|right)\b|[?.!,]|$)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LocatedLower();

    [GeneratedRegex(Proper, RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ProperName();

    [GeneratedRegex(@"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EmailAddress();

    [GeneratedRegex(@"\b[A-Z][A-Za-z]+/[A-Z][A-Za-z_]+(?:/[A-Z][A-Za-z_]+)?\b", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IanaZone();
}
