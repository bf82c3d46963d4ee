namespace AgentStack.Settings;

/// <summary>A command's arguments make no sense; the message names the argument and what to pass.</summary>
public sealed class UsageException(string problem) : SettingsException([problem]);
