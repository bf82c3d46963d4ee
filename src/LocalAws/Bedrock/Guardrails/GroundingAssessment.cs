using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AgentStack.LocalAws.Bedrock.Guardrails;

/// <summary>How well an answer is grounded in its source and fits its question.</summary>
internal sealed partial class GroundingAssessment
{
    private readonly List<JsonObject> _filters = [];

    private GroundingAssessment()
    {
    }

    public bool IsBlocked { get; private set; }

    /// <summary>Null where the guardrail does not look, or a text has no source or no question.</summary>
    public static GroundingAssessment? Of(GuardrailPolicy policy, GuardedContent content)
    {
        if (policy.Grounding.Count == 0 || content.Source.Length == 0 || content.Query.Length == 0)
            return null;

        var assessment = new GroundingAssessment();
        foreach (var filter in policy.Grounding)
            assessment.Add(filter, filter.Type == "GROUNDING" ? Share(content.Whole, content.Source) : Share(content.Query, content.Whole));

        return assessment;
    }

    public JsonObject ToJson() => new() { ["filters"] = new JsonArray([.. _filters]) };

    private void Add(GroundingFilter filter, double score)
    {
        var isLow = score < filter.Threshold;
        IsBlocked |= isLow && !filter.DetectOnly;
        _filters.Add(new JsonObject
        {
            ["type"] = filter.Type,
            ["threshold"] = filter.Threshold,
            ["score"] = score,
            ["action"] = isLow && !filter.DetectOnly ? "BLOCKED" : "NONE",
            ["detected"] = isLow,
        });
    }

    private static double Share(string text, string other)
    {
        var words = WordsOf(text);
        return words.Count == 0 ? 1 : Math.Round((double)words.Intersect(WordsOf(other)).Count() / words.Count, 2);
    }

    private static HashSet<string> WordsOf(string text) => [.. Word().Matches(text.ToLowerInvariant()).Select(match => match.Value)];

    [GeneratedRegex(@"\w{3,}", RegexOptions.NonBacktracking)]
    private static partial Regex Word();
}
