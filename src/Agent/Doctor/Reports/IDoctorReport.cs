namespace AgentStack.Agent.Doctor.Reports;

/// <summary>Who tells what was found.</summary>
internal interface IDoctorReport
{
    /// <summary>A step has been taken, in the order of the plan.</summary>
    void Add(DoctorStep step);

    void End(int exitCode);
}
