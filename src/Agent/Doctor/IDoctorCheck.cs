namespace AgentStack.Agent.Doctor;

/// <summary>One thing that has to be right.</summary>
internal interface IDoctorCheck
{
    string Name { get; }

    /// <summary>Null for what is not a server's.</summary>
    string? Server { get; }

    DoctorArea Area { get; }

    /// <summary>Looks, and changes nothing. What is expected to go wrong is a finding.</summary>
    Task<Finding> RunAsync(CancellationToken cancellationToken);
}
