namespace AgentStack.LocalAws.Bedrock.Guardrails;

/// <summary>The findings of automated reasoning.</summary>
public enum ReasoningKind
{
    Valid,
    Invalid,
    Satisfiable,
    Impossible,
    TranslationAmbiguous,
    TooComplex,
    NoTranslations,
}
