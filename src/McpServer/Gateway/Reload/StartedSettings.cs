namespace AgentStack.McpServer.Gateway.Reload;

/// <summary>The settings as the server was started with them, of the sections that are not read again.</summary>
internal sealed class StartedSettings(IConfiguration configuration)
{
    private static readonly string[] ReadAgain = [GatewayOptions.Section, "Logging"];

    private readonly Dictionary<string, string> _atStart = Read(configuration);

    /// <summary>The sections that are others now.</summary>
    public IReadOnlyList<string> Changed()
    {
        var now = Read(configuration);
        return
        [
            .. _atStart.Keys.Union(now.Keys, StringComparer.OrdinalIgnoreCase)
                .Where(name => _atStart.GetValueOrDefault(name) != now.GetValueOrDefault(name))
                .Order(StringComparer.Ordinal),
        ];
    }

    private static Dictionary<string, string> Read(IConfiguration configuration) => configuration.GetChildren()
        .Where(section => !ReadAgain.Contains(section.Key, StringComparer.OrdinalIgnoreCase))
        .ToDictionary(section => section.Key, Text, StringComparer.OrdinalIgnoreCase);

    private static string Text(IConfigurationSection section) => string.Join('\n', section.AsEnumerable()
        .Where(setting => setting.Value is not null)
        .OrderBy(setting => setting.Key, StringComparer.OrdinalIgnoreCase)
        .Select(setting => $"{setting.Key}={setting.Value}"));
}
