namespace AgentStack.LocalAws.Bedrock.Guardrails;

/// <summary>What a guardrail says of a text.</summary>
/// <param name="Text">As it may be passed on, if it is not blocked.</param>
internal sealed record GuardrailVerdict(string Text, IReadOnlyList<GuardrailFinding> Findings)
{
    public bool IsBlocked => Findings.Any(finding => finding.IsBlocked);

    public bool IsMasked => !IsBlocked && Findings.Any(finding => finding.IsMasked);

    /// <summary>Whether anything is done about what was found.</summary>
    public bool IsTouched => IsBlocked || IsMasked;
}
