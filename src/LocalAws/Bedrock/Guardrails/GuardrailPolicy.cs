namespace AgentStack.LocalAws.Bedrock.Guardrails;

/// <summary>A guardrail: what it does not let pass, in a prompt and in an answer alike.</summary>
/// <param name="Id">Lower case letters and digits; an ARN that ends in it names it too.</param>
public sealed record GuardrailPolicy(string Id)
{
    /// <summary>The versions that exist.</summary>
    public IReadOnlyList<string> Versions { get; init; } = ["DRAFT", "1"];

    /// <summary>Words and phrases that block, whole and in any case.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    public IReadOnlyList<DeniedTopic> Topics { get; init; } = [];

    public IReadOnlyList<PiiRule> Pii { get; init; } = [];

    public IReadOnlyList<RegexRule> Regexes { get; init; } = [];

    /// <summary>The answer to a prompt that is blocked.</summary>
    public string BlockedInputMessage { get; init; } = "Sorry, the model cannot answer this question.";

    /// <summary>What stands in for an answer that is blocked.</summary>
    public string BlockedOutputMessage { get; init; } = "Sorry, the model's answer was blocked.";
}
