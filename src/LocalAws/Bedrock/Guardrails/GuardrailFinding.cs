namespace AgentStack.LocalAws.Bedrock.Guardrails;

/// <summary>Something that a guardrail found.</summary>
/// <param name="Match">The very words.</param>
/// <param name="IsMasked">Else it blocks.</param>
/// <param name="Pattern">The regular expression that found it.</param>
internal sealed record GuardrailFinding(FindingKind Kind, string Name, string Match, bool IsMasked, string Pattern);
