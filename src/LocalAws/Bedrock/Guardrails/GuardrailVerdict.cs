namespace AgentStack.LocalAws.Bedrock.Guardrails;

/// <summary>What a guardrail says of a text.</summary>
/// <param name="Text">As it may be passed on, if it is not blocked.</param>
internal sealed record GuardrailVerdict(string Text, IReadOnlyList<GuardrailFinding> Findings)
{
    public bool IsBlocked => Findings.Any(finding => !finding.IsMasked);

    public bool IsMasked => !IsBlocked && Findings.Count > 0;
}
