using Amazon.BedrockRuntime.Model;

namespace AgentStack.McpServer.Guardrails.Findings;

/// <summary>Reads the findings of automated reasoning. A kind that is not known here proves nothing.</summary>
internal static class ReasoningFindings
{
    public static IEnumerable<ReasoningFinding> Of(GuardrailAssessment assessment) =>
        (assessment.AutomatedReasoningPolicy?.Findings ?? []).Select(Read);

    private static ReasoningFinding Read(GuardrailAutomatedReasoningFinding finding) => finding switch
    {
        { Valid: { } valid } => new ReasoningFinding(ReasoningKind.Valid)
        {
            Translation = Translation.Of(valid.Translation),
            SupportingRules = RuleReference.All(valid.SupportingRules),
            TrueWhen = Case(valid.ClaimsTrueScenario),
            LogicWarning = LogicWarning.Of(valid.LogicWarning),
        },
        { Invalid: { } invalid } => new ReasoningFinding(ReasoningKind.Invalid)
        {
            Translation = Translation.Of(invalid.Translation),
            ContradictingRules = RuleReference.All(invalid.ContradictingRules),
            LogicWarning = LogicWarning.Of(invalid.LogicWarning),
        },
        { Satisfiable: { } satisfiable } => new ReasoningFinding(ReasoningKind.Satisfiable)
        {
            Translation = Translation.Of(satisfiable.Translation),
            TrueWhen = Case(satisfiable.ClaimsTrueScenario),
            FalseWhen = Case(satisfiable.ClaimsFalseScenario),
            LogicWarning = LogicWarning.Of(satisfiable.LogicWarning),
        },
        { Impossible: { } impossible } => new ReasoningFinding(ReasoningKind.Impossible)
        {
            Translation = Translation.Of(impossible.Translation),
            ContradictingRules = RuleReference.All(impossible.ContradictingRules),
            LogicWarning = LogicWarning.Of(impossible.LogicWarning),
        },
        { TranslationAmbiguous: { } ambiguous } => new ReasoningFinding(ReasoningKind.TranslationAmbiguous)
        {
            Readings = [.. (ambiguous.Options ?? []).Select(Reading)],
            Differences = [.. (ambiguous.DifferenceScenarios ?? []).Select(Case).OfType<IReadOnlyList<Statement>>()],
        },
        { NoTranslations: not null } => new ReasoningFinding(ReasoningKind.NoTranslations),
        _ => new ReasoningFinding(ReasoningKind.TooComplex),
    };

    private static IReadOnlyList<Translation> Reading(GuardrailAutomatedReasoningTranslationOption option) =>
        [.. (option.Translations ?? []).Select(Translation.Of).OfType<Translation>()];

    private static IReadOnlyList<Statement>? Case(GuardrailAutomatedReasoningScenario? scenario) => Statement.All(scenario?.Statements);
}
