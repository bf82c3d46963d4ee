using Amazon.Bedrock.Model;

namespace AgentStack.McpServer.Guardrails.Reports;

/// <summary>A guardrail of the account in a line.</summary>
internal sealed record GuardrailSummaryReport
{
    public string Id { get; init; } = "";

    public string Arn { get; init; } = "";

    public string Name { get; init; } = "";

    public string? Description { get; init; }

    public string Status { get; init; } = "";

    public string Version { get; init; } = "";

    public DateTime? UpdatedAt { get; init; }

    /// <summary>The automated reasoning policies; absent where it was not asked for.</summary>
    public IReadOnlyList<string>? AutomatedReasoningPolicies { get; init; }

    public static GuardrailSummaryReport Of(GuardrailSummary summary) => new()
    {
        Id = summary.Id,
        Arn = summary.Arn,
        Name = summary.Name,
        Description = summary.Description,
        Status = summary.Status?.Value ?? "",
        Version = summary.Version,
        UpdatedAt = summary.UpdatedAt,
    };

    public override string ToString() =>
        $"{Id} ({Name}, {Status.ToLowerInvariant()}){(Description is null ? "" : $": {Description}")}";
}
