namespace AgentStack.Agent.Settings;

/// <summary>Reads options from the configuration once, at start, and gathers all that is wrong with them.</summary>
internal sealed class SettingsReader(IConfiguration configuration)
{
    private readonly List<string> _problems = [];

    /// <param name="section">The configuration section.</param>
    /// <param name="rules">Says what is wrong: the setting's name and what it must be.</param>
    public T Read<T>(string section, Func<T, IEnumerable<(string Setting, string Rule)>> rules)
        where T : class, new()
    {
        try
        {
            var options = configuration.GetSection(section).Get<T>() ?? new T();
            Report(rules(options).Select(problem => Describe($"{section}:{problem.Setting}", problem.Rule)));
            return options;
        }
        catch (InvalidOperationException e)
        {
            Report([$"{section} cannot be read: {e.Message}"]);
            return new T();
        }
    }

    public void Report(IEnumerable<string> problems) => _problems.AddRange(problems);

    /// <exception cref="SettingsException">At least one problem was found.</exception>
    public void ThrowIfAnyProblem()
    {
        if (_problems.Count > 0)
            throw new SettingsException(_problems);
    }

    private static string Describe(string key, string rule)
    {
        var variable = key.Replace(":", "__", StringComparison.Ordinal);
        return $"{key} {rule}. Set it in appsettings.json, as environment variable {variable} or as argument --{key}=….";
    }
}
