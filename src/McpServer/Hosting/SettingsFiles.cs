using Microsoft.Extensions.Configuration.Json;

namespace AgentStack.McpServer.Hosting;

/// <summary>The files of settings, which are looked at again while the server runs.</summary>
internal static class SettingsFiles
{
    /// <summary>
    /// Those that the framework reads, and after them the one that the settings name; the environment goes before all of them.
    /// </summary>
    /// <exception cref="Settings.SettingsException">A file is missing, or no JSON.</exception>
    public static void AddSettingsFiles(this WebApplicationBuilder builder, string key)
    {
        var sources = builder.Configuration.Sources;
        var next = 0;
        for (var i = 0; i < sources.Count; i++)
        {
            if (sources[i] is not JsonConfigurationSource { Path: { } name } json)
                continue;

            sources[i] = new SettingsFile(Path.Combine(builder.Environment.ContentRootPath, name), json.Optional);
            next = i + 1;
        }

        if (builder.Configuration[key] is { Length: > 0 } path)
            sources.Insert(next, new SettingsFile(Path.GetFullPath(path), IsOptional: false) { Section = key.Split(':')[0] });
    }

    /// <summary>Those that there are.</summary>
    public static IReadOnlyList<SettingsFileProvider> Of(IConfiguration configuration) => configuration is IConfigurationRoot root
        ? [.. root.Providers.OfType<SettingsFileProvider>().Where(file => file.WasThere)]
        : [];
}
