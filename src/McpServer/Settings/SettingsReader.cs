namespace AgentStack.McpServer.Settings;

/// <summary>Reads sections of the configuration and gathers everything that is wrong with them.</summary>
internal sealed class SettingsReader(IConfiguration configuration)
{
    private readonly List<string> _problems = [];

    /// <summary>A misspelt key is a problem: it would leave the setting that was meant at its default, silently.</summary>
    public SettingsSection Section(string name, params string[] keys)
    {
        var section = configuration.GetSection(name);
        foreach (var child in section.GetChildren())
        {
            if (!keys.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
                AddProblem($"{name}:{child.Key}", $"is not a setting; the settings are {string.Join(", ", keys)}");
        }

        return new SettingsSection(section, this);
    }

    public void AddProblem(string key, string problem)
    {
        var variable = key.Replace(":", "__", StringComparison.Ordinal);
        _problems.Add($"{key} {problem} (set it in appsettings.json, as {variable} in the environment or by --{key})");
    }

    /// <exception cref="SettingsException">Something was wrong.</exception>
    public void ThrowIfAnyProblem()
    {
        if (_problems.Count > 0)
            throw new SettingsException(_problems);
    }
}
