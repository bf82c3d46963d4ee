using Amazon.BedrockRuntime.Model;

namespace AgentStack.McpServer.Guardrails.Findings;

/// <summary>What the service understood: what is given, what is claimed of it, and what it could make nothing of.</summary>
internal sealed record Translation
{
    public IReadOnlyList<Statement>? Premises { get; init; }

    public IReadOnlyList<Statement>? Claims { get; init; }

    public IReadOnlyList<string>? UntranslatedPremises { get; init; }

    public IReadOnlyList<string>? UntranslatedClaims { get; init; }

    public double? Confidence { get; init; }

    public static Translation? Of(GuardrailAutomatedReasoningTranslation? translation) => translation is null ? null : new Translation
    {
        Premises = Statement.All(translation.Premises),
        Claims = Statement.All(translation.Claims),
        UntranslatedPremises = Texts(translation.UntranslatedPremises),
        UntranslatedClaims = Texts(translation.UntranslatedClaims),
        Confidence = translation.Confidence,
    };

    public override string ToString() =>
        $"{(Premises is null ? "" : $"given {Statement.Words(Premises)}: ")}{Statement.Words(Claims ?? [])}";

    private static List<string>? Texts(IEnumerable<GuardrailAutomatedReasoningInputTextReference>? references) =>
        references?.Select(reference => reference.Text).ToList() is { Count: > 0 } texts ? texts : null;
}
