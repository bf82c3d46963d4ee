namespace AgentStack.Agent.Doctor;

/// <summary>What the command <c>doctor</c> was told.</summary>
/// <param name="Server">Look at this one only.</param>
internal sealed record DoctorOptions(string? Server, bool IsJson, bool ShowsFixes);
