namespace AgentStack.McpServer.Settings;

/// <summary>The configuration cannot be served; the message names each setting that is wrong and its remedy.</summary>
public sealed class SettingsException(IReadOnlyList<string> problems) : Exception(string.Join(" | ", problems))
{
    public IReadOnlyList<string> Problems { get; } = problems;
}
