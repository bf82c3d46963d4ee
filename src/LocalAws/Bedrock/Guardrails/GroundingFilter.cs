namespace AgentStack.LocalAws.Bedrock.Guardrails;

/// <summary>
/// A lowest score for an answer that comes with its source and question; the share of words in common here, where
/// Bedrock asks a model.
/// </summary>
/// <param name="Type">GROUNDING (words of the answer that the source has) or RELEVANCE (words of the question that the answer has).</param>
public sealed record GroundingFilter(string Type, double Threshold)
{
    public static readonly IReadOnlyList<string> Types = ["GROUNDING", "RELEVANCE"];

    /// <summary>Whether a low score is told only.</summary>
    public bool DetectOnly { get; init; }
}
