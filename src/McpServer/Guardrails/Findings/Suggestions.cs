namespace AgentStack.McpServer.Guardrails.Findings;

/// <summary>What a finding of automated reasoning asks of whoever writes the text anew.</summary>
internal static class Suggestions
{
    public static string? For(ReasoningFinding finding) => finding.Kind switch
    {
        ReasoningKind.Valid => null,
        ReasoningKind.Invalid => $"Correct what is claimed{About(finding.Translation)}: it contradicts {Rules(finding)}.",
        ReasoningKind.Satisfiable =>
            $"Say on what it depends{About(finding.Translation)}: it is true{When(finding.TrueWhen)} and false{When(finding.FalseWhen)}.",
        ReasoningKind.Impossible => $"Mend what is taken as given{About(finding.Translation)}: it contradicts itself or {Rules(finding)}.",
        ReasoningKind.TranslationAmbiguous => $"Use words that can be understood in one way only{Readings(finding)}.",
        ReasoningKind.TooComplex => "Say it in fewer and shorter sentences, with one claim each.",
        _ => "Name what is claimed in the words of the policy: nothing of the text could be held against its rules.",
    };

    private static string About(Translation? translation) => translation is null ? "" : $" ({translation})";

    private static string Rules(ReasoningFinding finding) => finding.ContradictingRules is { } rules
        ? $"rule {string.Join(", ", rules)}"
        : "the policy's rules";

    private static string When(IReadOnlyList<Statement>? scenario) => scenario is null ? " in some cases" : $" when {Statement.Words(scenario)}";

    private static string Readings(ReasoningFinding finding) => finding.Readings is { Count: > 0 } readings
        ? $": it can mean {string.Join(", or ", readings.Select(reading => $"({string.Join("; ", reading)})"))}"
        : "";
}
