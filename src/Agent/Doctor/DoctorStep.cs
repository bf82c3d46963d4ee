namespace AgentStack.Agent.Doctor;

/// <summary>One line of the report.</summary>
/// <param name="Name">What was checked.</param>
/// <param name="Server">The MCP server that it was checked of; null for what is not a server's.</param>
/// <param name="Finding">What was found; of a skipped step, why it was not tried.</param>
internal sealed record DoctorStep(
    string Name, string? Server, DoctorArea Area, StepStatus Status, TimeSpan Duration, Finding Finding)
{
    /// <summary>For a person.</summary>
    public string Title => Server is null ? Name : $"{Server}: {Name}";

    public bool IsObstacle => Status == StepStatus.Failed && !Finding.IsHarmless;

    public static DoctorStep Skipped(IDoctorCheck check, string reason) =>
        new(check.Name, check.Server, check.Area, StepStatus.Skipped, TimeSpan.Zero, new Finding(false, reason));
}
