using Amazon.BedrockRuntime.Model;
using Amazon.Runtime;

namespace AgentStack.McpServer.Guardrails.Findings;

/// <summary>Reads the policies of an assessment, all but automated reasoning. What was looked for and not found is left out.</summary>
internal static class PolicyFindings
{
    public static IEnumerable<PolicyFinding> Of(GuardrailAssessment assessment) =>
    [
        .. Topics(assessment.TopicPolicy),
        .. Contents(assessment.ContentPolicy),
        .. Words(assessment.WordPolicy),
        .. Sensitive(assessment.SensitiveInformationPolicy),
        .. Grounding(assessment.ContextualGroundingPolicy),
    ];

    private static IEnumerable<PolicyFinding> Topics(GuardrailTopicPolicyAssessment? policy) =>
        from topic in policy?.Topics ?? []
        where topic.Detected != false
        select new PolicyFinding(Policy.Topic, EffectOf(topic.Action)) { Type = topic.Type?.Value, Name = topic.Name };

    private static IEnumerable<PolicyFinding> Contents(GuardrailContentPolicyAssessment? policy) =>
        from filter in policy?.Filters ?? []
        where filter.Detected != false
        select new PolicyFinding(Policy.Content, EffectOf(filter.Action))
        {
            Type = filter.Type?.Value,
            Confidence = filter.Confidence?.Value,
            Strength = filter.FilterStrength?.Value,
        };

    private static IEnumerable<PolicyFinding> Words(GuardrailWordPolicyAssessment? policy) =>
    [
        .. from word in policy?.CustomWords ?? []
           where word.Detected != false
           select new PolicyFinding(Policy.Word, EffectOf(word.Action)) { Match = word.Match },
        .. from word in policy?.ManagedWordLists ?? []
           where word.Detected != false
           select new PolicyFinding(Policy.Word, EffectOf(word.Action)) { Match = word.Match, Type = word.Type?.Value },
    ];

    private static IEnumerable<PolicyFinding> Sensitive(GuardrailSensitiveInformationPolicyAssessment? policy) =>
    [
        .. from entity in policy?.PiiEntities ?? []
           where entity.Detected != false
           select new PolicyFinding(Policy.Pii, EffectOf(entity.Action)) { Match = entity.Match, Type = entity.Type?.Value },
        .. from regex in policy?.Regexes ?? []
           where regex.Detected != false
           select new PolicyFinding(Policy.Pii, EffectOf(regex.Action)) { Match = regex.Match, Name = regex.Name, Pattern = regex.Regex },
    ];

    private static IEnumerable<PolicyFinding> Grounding(GuardrailContextualGroundingPolicyAssessment? policy) =>
        from filter in policy?.Filters ?? []
        where filter.Detected ?? filter.Score < filter.Threshold
        select new PolicyFinding(Policy.Grounding, EffectOf(filter.Action))
        {
            Type = filter.Type?.Value,
            Score = filter.Score,
            Threshold = filter.Threshold,
        };

    private static Effect EffectOf(ConstantClass? action) => action?.Value switch
    {
        "BLOCKED" => Effect.Blocked,
        "ANONYMIZED" => Effect.Masked,
        _ => Effect.Detected,
    };
}
