using Amazon.Bedrock.Model;
using Amazon.Runtime;

namespace AgentStack.McpServer.Guardrails.Reports;

/// <summary>One thing that a guardrail looks for, and what it does about it on the way in and on the way out.</summary>
/// <param name="Input">BLOCK, ANONYMIZE or NONE; a filter's strength; OFF where it does not look.</param>
internal sealed record PolicyRule(string Name, string? Input = null, string? Output = null)
{
    private const string Off = "OFF";

    /// <summary>The definition of a topic, or a regular expression.</summary>
    public string? Definition { get; init; }

    /// <summary>The lowest score that passes.</summary>
    public double? Threshold { get; init; }

    public static IReadOnlyList<PolicyRule> Topics(GuardrailTopicPolicy? policy) =>
    [
        .. (policy?.Topics ?? []).Select(topic => new PolicyRule(
            topic.Name, Way(topic.InputEnabled, topic.InputAction, "BLOCK"), Way(topic.OutputEnabled, topic.OutputAction, "BLOCK"))
        {
            Definition = topic.Definition,
        }),
    ];

    public static IReadOnlyList<PolicyRule> Filters(GuardrailContentPolicy? policy) =>
    [
        .. (policy?.Filters ?? []).Select(filter => new PolicyRule(
            filter.Type.Value,
            Way(filter.InputEnabled, filter.InputStrength, null),
            Way(filter.OutputEnabled, filter.OutputStrength, null))),
    ];

    public static IReadOnlyList<PolicyRule> Words(GuardrailWordPolicy? policy) =>
    [
        .. (policy?.Words ?? []).Select(word => new PolicyRule(
            word.Text, Way(word.InputEnabled, word.InputAction, "BLOCK"), Way(word.OutputEnabled, word.OutputAction, "BLOCK"))),
        .. (policy?.ManagedWordLists ?? []).Select(list => new PolicyRule(
            list.Type.Value, Way(list.InputEnabled, list.InputAction, "BLOCK"), Way(list.OutputEnabled, list.OutputAction, "BLOCK"))),
    ];

    public static IReadOnlyList<PolicyRule> Pii(GuardrailSensitiveInformationPolicy? policy) =>
    [
        .. (policy?.PiiEntities ?? []).Select(entity => new PolicyRule(
            entity.Type.Value,
            Way(entity.InputEnabled, entity.InputAction, entity.Action?.Value),
            Way(entity.OutputEnabled, entity.OutputAction, entity.Action?.Value))),
        .. (policy?.Regexes ?? []).Select(regex => new PolicyRule(
            regex.Name,
            Way(regex.InputEnabled, regex.InputAction, regex.Action?.Value),
            Way(regex.OutputEnabled, regex.OutputAction, regex.Action?.Value))
        {
            Definition = regex.Pattern,
        }),
    ];

    public static IReadOnlyList<PolicyRule> Grounding(GuardrailContextualGroundingPolicy? policy) =>
    [
        .. (policy?.Filters ?? []).Select(filter => new PolicyRule(
            filter.Type.Value, null, Way(filter.Enabled, filter.Action, "BLOCK"))
        {
            Threshold = filter.Threshold,
        }),
    ];

    public override string ToString() => this switch
    {
        { Threshold: { } threshold } => FormattableString.Invariant($"{Name} from {threshold:0.##} ({Output})"),
        _ when Input == Output => $"{Name} ({Input})",
        _ => $"{Name} (input {Input}, output {Output})",
    };

    private static string? Way(bool? isEnabled, ConstantClass? action, string? otherwise) =>
        isEnabled == false ? Off : action?.Value ?? otherwise;
}
