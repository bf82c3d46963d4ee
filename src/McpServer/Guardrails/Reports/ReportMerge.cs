using AgentStack.McpServer.Guardrails.Findings;

namespace AgentStack.McpServer.Guardrails.Reports;

/// <summary>One report of all parts of a text. One part that is blocked blocks the whole.</summary>
internal static class ReportMerge
{
    public static ContentReport Of(GuardrailName guardrail, string source, IReadOnlyList<CheckedPart> parts)
    {
        var findings = parts.SelectMany(part => part.Findings).Distinct().ToList();
        var reasoning = parts.SelectMany(part => part.Reasoning).ToList();
        var outcome = Judge(parts, reasoning);
        return new ContentReport
        {
            GuardrailId = guardrail.Id,
            GuardrailVersion = guardrail.Version,
            Source = source,
            Outcome = outcome,
            IsValid = outcome is Outcome.Valid,
            Action = parts.Any(part => part.IsTouched) ? "GUARDRAIL_INTERVENED" : "NONE",
            ActionReason = parts.FirstOrDefault(part => part.IsBlocked)?.Answer.ActionReason
                ?? (parts.FirstOrDefault(part => part.IsTouched) ?? parts[0]).Answer.ActionReason,
            Output = parts.FirstOrDefault(part => part.IsBlocked)?.Output ?? string.Concat(parts.Select(part => part.Output)),
            Blocked = [.. findings.Where(finding => finding.Effect is Effect.Blocked)],
            Masked = [.. findings.Where(finding => finding.Effect is Effect.Masked)],
            Detected = [.. findings.Where(finding => finding.Effect is Effect.Detected)],
            AutomatedReasoning = reasoning,
            Parts = parts.Count,
            Usage = Usage.Of(parts.Select(part => part.Answer)),
        };
    }

    private static Outcome Judge(IReadOnlyList<CheckedPart> parts, List<ReasoningFinding> reasoning)
    {
        if (parts.Any(part => part.IsBlocked))
            return Outcome.Blocked;
        if (reasoning.Exists(finding => finding.Kind is ReasoningKind.Invalid or ReasoningKind.Impossible))
            return Outcome.Invalid;
        if (reasoning.Exists(finding => finding.Kind is not ReasoningKind.Valid))
            return Outcome.Unproven;

        return parts.Any(part => part.IsTouched) ? Outcome.Masked : Outcome.Valid;
    }
}
