using Microsoft.Extensions.Configuration;

namespace AgentStack.Settings;

/// <summary>Reads sections of the configuration once, at start, and gathers everything that is wrong with them.</summary>
public sealed class SettingsReader(IConfiguration configuration)
{
    private readonly List<string> _problems = [];

    /// <summary>All that was wrong so far, each with its key and remedy.</summary>
    public IReadOnlyList<string> Problems => [.. _problems];

    /// <summary>The names of a section's subsections, where a user chooses them.</summary>
    public IReadOnlyList<string> Names(string section) =>
        [.. configuration.GetSection(section).GetChildren().Select(child => child.Key)];

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

    /// <summary>Reads an options object, whose properties are the keys and whose initialisers are the defaults.</summary>
    /// <param name="name">The section.</param>
    /// <param name="rules">Says what is wrong with what was read: the key, and what it must be.</param>
    /// <param name="otherKeys">Keys of the section that somebody else reads.</param>
    public T Read<T>(string name, Func<T, IEnumerable<(string Key, string Rule)>> rules, params IReadOnlyList<string> otherKeys)
        where T : class, new()
    {
        var keys = typeof(T).GetProperties().Where(property => property.CanWrite).Select(property => property.Name);
        var section = Section(name, [.. keys, .. otherKeys]);
        var options = section.Bind<T>();
        foreach (var (key, rule) in rules(options))
            section.Problem(key, rule);

        return options;
    }

    public void AddProblem(string key, string problem)
    {
        var variable = key.Replace(":", "__", StringComparison.Ordinal);
        var text = $"{key} {problem} (set it in appsettings.json, as {variable} in the environment or by --{key}=…)";
        if (!_problems.Contains(text))
            _problems.Add(text);
    }

    /// <exception cref="SettingsException">Something was wrong.</exception>
    public void ThrowIfAnyProblem()
    {
        if (_problems.Count > 0)
            throw new SettingsException(_problems);
    }
}
