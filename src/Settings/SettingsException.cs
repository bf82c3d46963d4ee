namespace AgentStack.Settings;

/// <summary>The configuration makes no sense; the message names each setting that is wrong and its remedy.</summary>
public class SettingsException(IReadOnlyList<string> problems) : Exception(string.Join(" | ", problems))
{
    public IReadOnlyList<string> Problems { get; } = problems;
}
