namespace AgentStack.Settings;

/// <summary>Tells configuration (<c>--Section:Key=value</c>, <c>--urls …</c>) from the words of a command.</summary>
public static class SettingArguments
{
    private const string Prefix = "--";
    private const string Urls = "--urls";

    /// <summary>Sections that belong to the framework.</summary>
    public static IReadOnlyList<string> FrameworkSections { get; } = ["Logging", "Kestrel"];

    public static (string[] Settings, string[] Words) Split(string[] args)
    {
        var settings = new List<string>();
        var words = new List<string>();
        for (var i = 0; i < args.Length; i++)
        {
            if (!IsSetting(args[i]))
            {
                words.Add(args[i]);
                continue;
            }

            settings.Add(args[i]);
            if (!args[i].Contains('=', StringComparison.Ordinal) && i + 1 < args.Length)
                settings.Add(args[++i]);
        }

        return ([.. settings], [.. words]);
    }

    /// <summary>A misspelt section would leave everything in it at its defaults, silently: a door open, say.</summary>
    /// <exception cref="SettingsException">An argument names a section that nobody reads.</exception>
    public static void Check(IEnumerable<string> settings, params string[] sections)
    {
        var known = sections.Concat(FrameworkSections).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var unknown = settings.Where(IsSetting)
            .Select(setting => setting[Prefix.Length..].Split(':', '=')[0])
            .Where(section => !known.Contains(section) && $"{Prefix}{section}" != Urls)
            .ToList();

        if (unknown.Count > 0)
        {
            throw new SettingsException(
                [.. unknown.Select(section => $"{Prefix}{section}:… is no section of settings; the sections are {string.Join(", ", sections)}")]);
        }
    }

    private static bool IsSetting(string argument) =>
        argument.Split('=', 2)[0] is var key
        && (key == Urls || (key.StartsWith(Prefix, StringComparison.Ordinal) && key.Contains(':', StringComparison.Ordinal)));
}
