using Amazon.BedrockRuntime.Model;

namespace AgentStack.McpServer.Guardrails.Findings;

/// <summary>A rule of an automated reasoning policy. The service names rules and does not quote them.</summary>
internal sealed record RuleReference(string? Rule = null, string? PolicyArn = null)
{
    public static IReadOnlyList<RuleReference>? All(IEnumerable<GuardrailAutomatedReasoningRule>? rules) =>
        rules?.Select(rule => new RuleReference(rule.Identifier, rule.PolicyVersionArn)).ToList() is { Count: > 0 } all ? all : null;

    public override string ToString() => $"{Rule} of {PolicyArn?[(PolicyArn.LastIndexOf('/') + 1)..]}";
}
