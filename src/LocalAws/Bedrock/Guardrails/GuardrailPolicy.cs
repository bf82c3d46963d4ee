namespace AgentStack.LocalAws.Bedrock.Guardrails;

/// <summary>A guardrail: what it does not let pass, in a prompt and in an answer alike.</summary>
/// <param name="Id">Lower case letters and digits; an ARN that ends in it names it too.</param>
public sealed record GuardrailPolicy(string Id)
{
    /// <summary>1 to 50 of letters, digits, - and _; the id where it is not set.</summary>
    public string? Name { get; init; }

    public string? Description { get; init; }

    public DateTimeOffset UpdatedAt { get; init; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The versions that exist.</summary>
    public IReadOnlyList<string> Versions { get; init; } = ["DRAFT", "1"];

    /// <summary>Words and phrases that block, whole and in any case.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>The words of the managed list of profanities, which Bedrock does not tell.</summary>
    public IReadOnlyList<string> Profanities { get; init; } = [];

    public IReadOnlyList<ContentFilter> Filters { get; init; } = [];

    public IReadOnlyList<DeniedTopic> Topics { get; init; } = [];

    public IReadOnlyList<PiiRule> Pii { get; init; } = [];

    public IReadOnlyList<RegexRule> Regexes { get; init; } = [];

    /// <summary>Told by ApplyGuardrail alone, which is given the source and the question.</summary>
    public IReadOnlyList<GroundingFilter> Grounding { get; init; } = [];

    /// <summary>Told by ApplyGuardrail alone.</summary>
    public ReasoningPolicy? Reasoning { get; init; }

    /// <summary>The answer to a prompt that is blocked.</summary>
    public string BlockedInputMessage { get; init; } = "Sorry, the model cannot answer this question.";

    /// <summary>What stands in for an answer that is blocked.</summary>
    public string BlockedOutputMessage { get; init; } = "Sorry, the model's answer was blocked.";
}
