namespace AgentStack.McpServer.Guardrails.Findings;

/// <summary>What automated reasoning found out about claims.</summary>
internal enum ReasoningKind
{
    /// <summary>The rules prove the claims.</summary>
    Valid,

    /// <summary>The rules contradict the claims.</summary>
    Invalid,

    /// <summary>The claims can be true or false: something is not said.</summary>
    Satisfiable,

    /// <summary>The premises contradict the rules or one another.</summary>
    Impossible,

    /// <summary>The text can be understood in more than one way.</summary>
    TranslationAmbiguous,

    /// <summary>There is too much in it to be judged in time.</summary>
    TooComplex,

    /// <summary>Nothing in it is about what the rules are about.</summary>
    NoTranslations,
}
