using System.Globalization;
using Amazon.BedrockRuntime.Model;

namespace AgentStack.Agent.Models.Guardrails;

/// <summary>Reads an assessment, policy by policy. What matched is passed over: it may be the very thing to be kept secret.</summary>
internal static class GuardrailFindings
{
    public static IEnumerable<GuardrailFinding> Read(GuardrailAssessment assessment) =>
        Topics(assessment.TopicPolicy)
            .Concat(Contents(assessment.ContentPolicy))
            .Concat(Words(assessment.WordPolicy))
            .Concat(SensitiveData(assessment.SensitiveInformationPolicy))
            .Concat(Grounding(assessment.ContextualGroundingPolicy))
            .Where(finding => finding.IsBlocked || finding.IsMasked);

    private static IEnumerable<GuardrailFinding> Topics(GuardrailTopicPolicyAssessment? policy) =>
        (policy?.Topics ?? []).Select(topic => new GuardrailFinding($"topic {topic.Name}", topic.Action?.Value));

    private static IEnumerable<GuardrailFinding> Contents(GuardrailContentPolicyAssessment? policy) =>
        (policy?.Filters ?? []).Select(filter => new GuardrailFinding(
            $"content filter {filter.Type?.Value}, confidence {filter.Confidence?.Value}", filter.Action?.Value));

    private static IEnumerable<GuardrailFinding> Words(GuardrailWordPolicyAssessment? policy) =>
        (policy?.CustomWords ?? []).Select(word => new GuardrailFinding("a custom word", word.Action?.Value))
            .Concat((policy?.ManagedWordLists ?? []).Select(word =>
                new GuardrailFinding($"word list {word.Type?.Value}", word.Action?.Value)));

    private static IEnumerable<GuardrailFinding> SensitiveData(GuardrailSensitiveInformationPolicyAssessment? policy) =>
        (policy?.PiiEntities ?? []).Select(pii => new GuardrailFinding($"personal data {pii.Type?.Value}", pii.Action?.Value))
            .Concat((policy?.Regexes ?? []).Select(regex =>
                new GuardrailFinding($"sensitive data {regex.Name}", regex.Action?.Value)));

    private static IEnumerable<GuardrailFinding> Grounding(GuardrailContextualGroundingPolicyAssessment? policy) =>
        (policy?.Filters ?? []).Select(filter => new GuardrailFinding(
            string.Create(CultureInfo.InvariantCulture, $"{filter.Type?.Value} {filter.Score:0.##} below {filter.Threshold:0.##}"),
            filter.Action?.Value));
}
