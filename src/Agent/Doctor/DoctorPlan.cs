namespace AgentStack.Agent.Doctor;

/// <summary>What is checked: the settings and who AWS takes us for first, then all chains side by side.</summary>
internal sealed record DoctorPlan(IDoctorCheck Settings, IDoctorCheck? Aws, IReadOnlyList<CheckChain> Chains)
{
    /// <summary>What is looked at when all chains have ended, however they did.</summary>
    public IDoctorCheck? Last { get; init; }
}
