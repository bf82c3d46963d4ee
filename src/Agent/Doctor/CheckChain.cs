namespace AgentStack.Agent.Doctor;

/// <summary>Checks of which each stands on the one before it.</summary>
/// <param name="NeedsAws">Whether the first one needs AWS credentials.</param>
internal sealed record CheckChain(IReadOnlyList<IDoctorCheck> Checks, bool NeedsAws)
{
    /// <summary>Why nothing of it can be tried; null: it can.</summary>
    public string? Obstacle { get; init; }
}
