namespace AgentStack.Agent.Doctor;

/// <summary>What is checked: the settings and who AWS takes us for first, then all chains side by side.</summary>
internal sealed record DoctorPlan(IDoctorCheck Settings, IDoctorCheck? Aws, IReadOnlyList<CheckChain> Chains)
{
    /// <summary>Made of what the chains found, when all have ended; null: nothing is.</summary>
    public IDoctorCheck? Last { get; init; }
}
