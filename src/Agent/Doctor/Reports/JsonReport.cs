using System.Text.Json;

namespace AgentStack.Agent.Doctor.Reports;

/// <summary>One JSON object for a program, at the end.</summary>
internal sealed class JsonReport(TextWriter output) : IDoctorReport
{
    private readonly List<DoctorStepBody> _steps = [];

    public void Add(DoctorStep step) => _steps.Add(DoctorStepBody.From(step));

    public void End(int exitCode) =>
        output.WriteLine(JsonSerializer.Serialize(new DoctorBody(exitCode == 0, exitCode, _steps), DoctorJson.Readable.DoctorBody));
}
