using System.Text;
using AgentStack.McpServer.Guardrails.Findings;

namespace AgentStack.McpServer.Guardrails.Reports;

/// <summary>A report in sentences, for a person and for a model that reads no structured content.</summary>
internal static class ReportText
{
    public static string Of(ContentReport report)
    {
        var text = new StringBuilder();
        text.Append(Headline(report)).Append(" Guardrail ").Append(report.GuardrailId).Append(" version ").Append(report.GuardrailVersion)
            .Append(", action ").Append(report.Action).Append('.');
        Add(text, "Blocked", report.Blocked);
        Add(text, "Masked", report.Masked);
        Add(text, "Detected and let pass", report.Detected);
        foreach (var finding in report.AutomatedReasoning)
            text.Append('\n').Append(Line(finding));

        if (report.Outcome is Outcome.Masked or Outcome.Blocked)
            text.Append("\nTo be passed on instead: ").Append(report.Output);

        return text.ToString();
    }

    /// <summary>What is wrong, one line a finding; for whoever writes the text anew.</summary>
    public static IEnumerable<string> Problems(ContentReport report) =>
    [
        .. report.Blocked.Select(finding => $"Not allowed: {finding}."),
        .. report.Masked.Select(finding => $"Sensitive, to be left out: {finding}."),
        .. report.AutomatedReasoning.Select(finding => finding.Suggestion).OfType<string>().Distinct(),
    ];

    private static string Headline(ContentReport report) => report.Outcome switch
    {
        Outcome.Valid when report.AutomatedReasoning.Count > 0 => "Valid: the policy's rules prove every claim that was found.",
        Outcome.Valid => "Valid: the guardrail lets it pass as it is.",
        Outcome.Masked => "Masked: it may pass with the sensitive parts replaced.",
        Outcome.Unproven => "Not proven: automated reasoning could not prove all of it.",
        Outcome.Invalid => "Invalid: automated reasoning found it wrong.",
        _ => "Blocked: it must not be passed on.",
    };

    private static void Add(StringBuilder text, string title, IReadOnlyList<PolicyFinding> findings)
    {
        if (findings.Count > 0)
            text.Append('\n').Append(title).Append(": ").AppendJoin(", ", findings).Append('.');
    }

    private static string Line(ReasoningFinding finding)
    {
        var kind = finding.Kind switch
        {
            ReasoningKind.TranslationAmbiguous => "translation ambiguous",
            ReasoningKind.TooComplex => "too complex",
            ReasoningKind.NoTranslations => "no translations",
            _ => finding.Kind.ToString().ToLowerInvariant(),
        };
        return finding.Suggestion is { } suggestion
            ? $"Automated reasoning, {kind}: {suggestion}"
            : $"Automated reasoning, {kind}: {finding.Translation} (rule {string.Join(", ", finding.SupportingRules ?? [])}).";
    }
}
