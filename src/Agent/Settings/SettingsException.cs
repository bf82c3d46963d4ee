namespace AgentStack.Agent.Settings;

/// <summary>The configuration does not make sense. The message holds every problem, one a line, each with its key and a remedy.</summary>
public sealed class SettingsException(IReadOnlyList<string> problems)
    : Exception(string.Join(Environment.NewLine, problems))
{
    public IReadOnlyList<string> Problems { get; } = problems;
}
