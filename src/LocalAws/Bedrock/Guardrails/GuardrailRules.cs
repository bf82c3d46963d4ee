using System.Text.RegularExpressions;

namespace AgentStack.LocalAws.Bedrock.Guardrails;

/// <summary>A policy made ready to be held against texts.</summary>
internal sealed class GuardrailRules
{
    private readonly IReadOnlyList<Rule> _rules;

    public GuardrailRules(GuardrailPolicy policy)
    {
        Policy = policy;
        _rules =
        [
            .. policy.Topics.Select(topic => new Rule(FindingKind.Topic, topic.Name, Any(topic.Phrases), Masks: false)),
            .. policy.Words.Select(word => new Rule(FindingKind.Word, word, Any([word]), Masks: false)),
            .. policy.Pii.Select(pii => new Rule(FindingKind.Pii, pii.Type, Pii(pii.Type), Masks: pii.Action is SensitiveDataAction.Mask)),
            .. policy.Regexes.Select(regex =>
                new Rule(FindingKind.Regex, regex.Name, PiiPatterns.Compile(regex.Pattern), regex.Action is SensitiveDataAction.Mask)),
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
                .Select(match => new GuardrailFinding(rule.Kind, rule.Name, match.Value, rule.Masks, rule.Pattern.ToString())));
            if (rule.Masks)
                masked = rule.Pattern.Replace(masked, $"{{{rule.Name}}}");
        }

        return new GuardrailVerdict(masked, [.. findings.DistinctBy(finding => (finding.Kind, finding.Name, finding.Match))]);
    }

    private static Regex Any(IEnumerable<string> phrases) =>
        PiiPatterns.Compile($@"(?i)\b(?:{string.Join('|', phrases.Select(Regex.Escape))})\b");

    private static Regex Pii(string type) => PiiPatterns.Types.Contains(type)
        ? PiiPatterns.Of(type)
        : throw new ArgumentException($"{type} is none of {string.Join(", ", PiiPatterns.Types)}.", nameof(type));

    private sealed record Rule(FindingKind Kind, string Name, Regex Pattern, bool Masks);
}
