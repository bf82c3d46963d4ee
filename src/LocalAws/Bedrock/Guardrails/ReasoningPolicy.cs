namespace AgentStack.LocalAws.Bedrock.Guardrails;

/// <summary>An automated reasoning policy. A text that none of its rules speaks of has no translation.</summary>
/// <param name="Arn">Of a version of the policy.</param>
public sealed record ReasoningPolicy(string Arn)
{
    public double ConfidenceThreshold { get; init; } = 0.8;

    public IReadOnlyList<ReasoningRule> Rules { get; init; } = [];
}
