using System.Text;
using Amazon.Bedrock.Model;

namespace AgentStack.McpServer.Guardrails.Reports;

/// <summary>A guardrail with all that it looks for.</summary>
internal sealed record GuardrailInfoReport
{
    public string Id { get; init; } = "";

    public string Arn { get; init; } = "";

    public string Name { get; init; } = "";

    public string? Description { get; init; }

    public string Status { get; init; } = "";

    /// <summary>Why it is not ready, and what may help.</summary>
    public IReadOnlyList<string>? StatusReasons { get; init; }

    public string Version { get; init; } = "";

    public DateTime? CreatedAt { get; init; }

    public DateTime? UpdatedAt { get; init; }

    public IReadOnlyList<PolicyRule>? Topics { get; init; }

    public IReadOnlyList<PolicyRule>? ContentFilters { get; init; }

    public IReadOnlyList<PolicyRule>? Words { get; init; }

    public IReadOnlyList<PolicyRule>? Pii { get; init; }

    public IReadOnlyList<PolicyRule>? Grounding { get; init; }

    public IReadOnlyList<string>? AutomatedReasoningPolicies { get; init; }

    /// <summary>From which confidence on automated reasoning takes its own translation of a text as right.</summary>
    public double? AutomatedReasoningConfidence { get; init; }

    public string BlockedInputMessage { get; init; } = "";

    public string BlockedOutputMessage { get; init; } = "";

    public static GuardrailInfoReport Of(GetGuardrailResponse guardrail) => new()
    {
        Id = guardrail.GuardrailId,
        Arn = guardrail.GuardrailArn,
        Name = guardrail.Name,
        Description = guardrail.Description,
        Status = guardrail.Status?.Value ?? "",
        StatusReasons = Some([.. guardrail.StatusReasons ?? [], .. guardrail.FailureRecommendations ?? []]),
        Version = guardrail.Version,
        CreatedAt = guardrail.CreatedAt,
        UpdatedAt = guardrail.UpdatedAt,
        Topics = Some(PolicyRule.Topics(guardrail.TopicPolicy)),
        ContentFilters = Some(PolicyRule.Filters(guardrail.ContentPolicy)),
        Words = Some(PolicyRule.Words(guardrail.WordPolicy)),
        Pii = Some(PolicyRule.Pii(guardrail.SensitiveInformationPolicy)),
        Grounding = Some(PolicyRule.Grounding(guardrail.ContextualGroundingPolicy)),
        AutomatedReasoningPolicies = Some(guardrail.AutomatedReasoningPolicy?.Policies ?? []),
        AutomatedReasoningConfidence = guardrail.AutomatedReasoningPolicy?.ConfidenceThreshold,
        BlockedInputMessage = guardrail.BlockedInputMessaging ?? "",
        BlockedOutputMessage = guardrail.BlockedOutputsMessaging ?? "",
    };

    public override string ToString()
    {
        var text = new StringBuilder($"{Id} ({Name}) version {Version}, {Status.ToLowerInvariant()}{(Description is null ? "" : $": {Description}")}");
        Add(text, "Denied topics", Topics);
        Add(text, "Content filters", ContentFilters);
        Add(text, "Words", Words);
        Add(text, "Sensitive information", Pii);
        Add(text, "Grounding", Grounding);
        Add(text, "Automated reasoning", AutomatedReasoningPolicies);
        Add(text, "Not ready because", StatusReasons);
        return text.ToString();
    }

    private static void Add<T>(StringBuilder text, string title, IReadOnlyList<T>? items)
    {
        if (items is not null)
            text.Append('\n').Append(title).Append(": ").AppendJoin(", ", items).Append('.');
    }

    private static IReadOnlyList<T>? Some<T>(IReadOnlyList<T> items) => items.Count > 0 ? items : null;
}
