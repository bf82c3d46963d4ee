namespace AgentStack.LocalAws.Bedrock.Guardrails;

/// <summary>The policy that spoke.</summary>
internal enum FindingKind
{
    Topic,
    Word,
    Pii,
    Regex,
    Filter,
    ManagedWord,
}
