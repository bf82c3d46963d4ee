using System.Text.Json.Serialization;

namespace AgentStack.Agent.Doctor.Reports;

/// <summary>What <c>doctor --json</c> prints.</summary>
internal sealed record DoctorBody(
    [property: JsonPropertyName("ok")] bool IsOk,
    [property: JsonPropertyName("exit_code")] int ExitCode,
    [property: JsonPropertyName("steps")] IReadOnlyList<DoctorStepBody> Steps);
