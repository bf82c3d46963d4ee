namespace AgentStack.Agent.Doctor;

/// <summary>How a step went.</summary>
internal enum StepStatus
{
    Ok,
    Failed,

    /// <summary>Not tried, since something that it stands on failed.</summary>
    Skipped,
}
