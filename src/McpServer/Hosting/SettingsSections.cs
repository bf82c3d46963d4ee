using AgentStack.McpServer.Gateway;
using AgentStack.McpServer.Guardrails;
using AgentStack.Settings;
using AgentStack.Telemetry;

namespace AgentStack.McpServer.Hosting;

/// <summary>The sections of settings that somebody reads. A misspelt one would leave everything in it at its defaults, silently.</summary>
internal static class SettingsSections
{
    public static readonly string[] All = ["Access", GatewayOptions.Section, GuardrailOptions.Section, "Mcp", TelemetrySettings.Section];

    /// <summary>What is wrong with the sections of files that are there for one of them.</summary>
    public static IReadOnlyList<string> Problems(IEnumerable<SettingsFileProvider> files) =>
        [.. files.Where(file => file.File.Section is not null).SelectMany(Problems)];

    private static IEnumerable<string> Problems(SettingsFileProvider file)
    {
        var known = All.Concat(SettingArguments.FrameworkSections).ToHashSet(StringComparer.OrdinalIgnoreCase);
        List<string> keys = [.. file.GetChildKeys([], parentPath: null).Distinct(StringComparer.OrdinalIgnoreCase)];
        foreach (var key in keys.Where(key => !known.Contains(key) && IsSection(file, key)))
            yield return $"{file.File.Path} has the section {key}, which nobody reads; the sections are {string.Join(", ", All)}";

        if (!keys.Contains(file.File.Section!, StringComparer.OrdinalIgnoreCase))
            yield return $"{file.File.Path} has no section {file.File.Section}: write {{ \"{file.File.Section}\": {{ … }} }} around its settings";
    }

    // A single value is no section: the framework and other libraries have some.
    private static bool IsSection(SettingsFileProvider file, string key) =>
        !file.TryGet(key, out var value) || value is null;
}
