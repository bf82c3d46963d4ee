namespace AgentStack.LocalAws.Bedrock.Guardrails;

/// <summary>Something that a guardrail found.</summary>
/// <param name="Match">The very words.</param>
/// <param name="Pattern">The regular expression that found it.</param>
internal sealed record GuardrailFinding(FindingKind Kind, string Name, string Match, SensitiveDataAction Action, string Pattern)
{
    public bool IsMasked => Action is SensitiveDataAction.Mask;

    public bool IsBlocked => Action is SensitiveDataAction.Block;
}
