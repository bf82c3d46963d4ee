using System.Text.Json.Serialization;

namespace AgentStack.Agent.Doctor.Reports;

/// <summary>One step in <c>doctor --json</c>.</summary>
internal sealed record DoctorStepBody(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("server")] string? Server,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("duration_ms")] long DurationMs,
    [property: JsonPropertyName("finding")] string Finding,
    [property: JsonPropertyName("cause")] string? Cause,
    [property: JsonPropertyName("remedy")] string? Remedy,
    [property: JsonPropertyName("fix")] IReadOnlyList<string> Fix)
{
    public static DoctorStepBody From(DoctorStep step) => new(
        step.Name,
        step.Server,
        step.Status.ToString().ToLowerInvariant(),
        (long)step.Duration.TotalMilliseconds,
        step.Finding.Text,
        step.Finding.Cause,
        step.Finding.Remedy,
        step.Finding.Fix);
}
