using System.Text.RegularExpressions;

namespace AgentStack.LocalAws.Bedrock.Guardrails;

/// <summary>A policy made ready to be held against texts.</summary>
internal sealed class GuardrailRules
{
    // A weak filter acts only where it is sure: LOW with HIGH, MEDIUM with MEDIUM, and so on.
    private static readonly List<string> Levels = ["LOW", "MEDIUM", "HIGH"];

    private readonly IReadOnlyList<Rule> _rules;

    public GuardrailRules(GuardrailPolicy policy)
    {
        Policy = policy;
        _rules =
        [
            .. policy.Topics.Select(topic => new Rule(FindingKind.Topic, topic.Name, Any(topic.Phrases), SensitiveDataAction.Block)),
            .. policy.Words.Select(word => new Rule(FindingKind.Word, word, Any([word]), SensitiveDataAction.Block)),
            .. policy.Profanities.Select(word => new Rule(FindingKind.ManagedWord, word, Any([word]), SensitiveDataAction.Block)),
            .. policy.Filters.Select(Filter),
            .. policy.Pii.Select(pii => new Rule(FindingKind.Pii, pii.Type, Pii(pii.Type), pii.Action)),
            .. policy.Regexes.Select(regex =>
                new Rule(FindingKind.Regex, regex.Name, PiiPatterns.Compile(regex.Pattern), regex.Action)),
        ];
    }

    public GuardrailPolicy Policy { get; }

    /// <summary>All that is found in the text, and the text with what is to be masked masked.</summary>
    public GuardrailVerdict Assess(string text)
    {
        var findings = new List<GuardrailFinding>();
        var masked = text;
        foreach (var rule in _rules)
        {
            findings.AddRange(rule.Pattern.Matches(text)
                .Select(match => new GuardrailFinding(rule.Kind, rule.Name, match.Value, rule.Action, rule.Pattern.ToString())));
            if (rule.Action is SensitiveDataAction.Mask)
                masked = rule.Pattern.Replace(masked, $"{{{rule.Name}}}");
        }

        return new GuardrailVerdict(masked, [.. findings.DistinctBy(finding => (finding.Kind, finding.Name, finding.Match))]);
    }

    internal static Regex Any(IEnumerable<string> phrases) =>
        PiiPatterns.Compile($@"(?i)\b(?:{string.Join('|', phrases.Select(Regex.Escape))})\b");

    private static Rule Filter(ContentFilter filter)
    {
        if (!ContentFilter.Types.Contains(filter.Type))
            throw new ArgumentException($"{filter.Type} is none of {string.Join(", ", ContentFilter.Types)}.", nameof(filter));

        var acts = !filter.DetectOnly && Levels.IndexOf(filter.Confidence) + Levels.IndexOf(filter.Strength) >= Levels.Count - 1;
        return new Rule(
            FindingKind.Filter, filter.Type, Any(filter.Phrases), acts ? SensitiveDataAction.Block : SensitiveDataAction.Detect);
    }

    private static Regex Pii(string type) => PiiPatterns.Types.Contains(type)
        ? PiiPatterns.Of(type)
        : throw new ArgumentException($"{type} is none of {string.Join(", ", PiiPatterns.Types)}.", nameof(type));

    private sealed record Rule(FindingKind Kind, string Name, Regex Pattern, SensitiveDataAction Action);
}
