using Amazon.BedrockRuntime.Model;

namespace AgentStack.McpServer.Guardrails.Findings;

/// <summary>A part of a text, and what the guardrail said of it.</summary>
internal sealed record CheckedPart(string Text, ApplyGuardrailResponse Answer)
{
    public bool IsTouched => Answer.Action?.Value == "GUARDRAIL_INTERVENED";

    /// <summary>As it may be passed on, or the message in its place.</summary>
    public string Output => IsTouched && Answer.Outputs is { Count: > 0 } outputs
        ? string.Concat(outputs.Select(output => output.Text))
        : IsTouched ? "" : Text;

    public IReadOnlyList<PolicyFinding> Findings { get; } =
        [.. (Answer.Assessments ?? []).SelectMany(PolicyFindings.Of)];

    public IReadOnlyList<ReasoningFinding> Reasoning { get; } =
        [.. (Answer.Assessments ?? []).SelectMany(ReasoningFindings.Of)];

    /// <summary>An intervention that masks nothing is a refusal, also one by a policy that nothing is known of here.</summary>
    public bool IsBlocked => IsTouched && (Findings.Any(finding => finding.Effect is Effect.Blocked) || Findings.All(finding => finding.Effect is not Effect.Masked));
}
