using Amazon.BedrockRuntime.Model;

namespace AgentStack.McpServer.Guardrails.Reports;

/// <summary>What the calls are billed for: text units of up to 1,000 characters, by policy.</summary>
internal sealed record Usage
{
    public int Calls { get; init; }

    public int TopicPolicyUnits { get; init; }

    public int ContentPolicyUnits { get; init; }

    public int WordPolicyUnits { get; init; }

    public int SensitiveInformationPolicyUnits { get; init; }

    public int SensitiveInformationPolicyFreeUnits { get; init; }

    public int ContextualGroundingPolicyUnits { get; init; }

    public int AutomatedReasoningPolicyUnits { get; init; }

    /// <summary>How many automated reasoning policies looked at the text.</summary>
    public int AutomatedReasoningPolicies { get; init; }

    public int CharactersGuarded { get; init; }

    public int CharactersTotal { get; init; }

    public static Usage Of(IEnumerable<ApplyGuardrailResponse> answers) => answers
        .Where(answer => answer.Usage is not null)
        .Aggregate(new Usage(), (sum, answer) => sum with
        {
            Calls = sum.Calls + 1,
            TopicPolicyUnits = sum.TopicPolicyUnits + (answer.Usage.TopicPolicyUnits ?? 0),
            ContentPolicyUnits = sum.ContentPolicyUnits + (answer.Usage.ContentPolicyUnits ?? 0),
            WordPolicyUnits = sum.WordPolicyUnits + (answer.Usage.WordPolicyUnits ?? 0),
            SensitiveInformationPolicyUnits = sum.SensitiveInformationPolicyUnits + (answer.Usage.SensitiveInformationPolicyUnits ?? 0),
            SensitiveInformationPolicyFreeUnits =
                sum.SensitiveInformationPolicyFreeUnits + (answer.Usage.SensitiveInformationPolicyFreeUnits ?? 0),
            ContextualGroundingPolicyUnits = sum.ContextualGroundingPolicyUnits + (answer.Usage.ContextualGroundingPolicyUnits ?? 0),
            AutomatedReasoningPolicyUnits = sum.AutomatedReasoningPolicyUnits + (answer.Usage.AutomatedReasoningPolicyUnits ?? 0),
            AutomatedReasoningPolicies = Math.Max(sum.AutomatedReasoningPolicies, answer.Usage.AutomatedReasoningPolicies ?? 0),
            CharactersGuarded = sum.CharactersGuarded + (answer.GuardrailCoverage?.TextCharacters?.Guarded ?? 0),
            CharactersTotal = sum.CharactersTotal + (answer.GuardrailCoverage?.TextCharacters?.Total ?? 0),
        });
}
