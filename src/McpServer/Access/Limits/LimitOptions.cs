using AgentStack.Settings;

namespace AgentStack.McpServer.Access.Limits;

/// <summary>The section <c>Access:Limits</c>. Without it nobody is limited.</summary>
internal sealed record LimitOptions
{
    private const string ClientsKey = "Clients";

    /// <summary>What holds for every client that has no limits of its own.</summary>
    public ClientLimit All { get; init; } = new();

    /// <summary>By client id; case does not matter, as it does not to configuration.</summary>
    public IReadOnlyDictionary<string, ClientLimit> Clients { get; init; } = new Dictionary<string, ClientLimit>(StringComparer.OrdinalIgnoreCase);

    public bool IsSet => All.IsSet || Clients.Values.Any(limit => limit.IsSet);

    public static LimitOptions Read(SettingsReader settings, string name)
    {
        string[] keys = [nameof(ClientLimit.RequestsPerMinute), nameof(ClientLimit.Burst), nameof(ClientLimit.ConcurrentRequests)];
        var all = ClientLimit.Read(settings.Section(name, [.. keys, ClientsKey]), new ClientLimit());
        var clients = settings.Names($"{name}:{ClientsKey}");
        return new LimitOptions
        {
            All = all,
            Clients = clients.ToDictionary(
                client => client,
                client => ClientLimit.Read(settings.Section($"{name}:{ClientsKey}:{client}", keys), all),
                StringComparer.OrdinalIgnoreCase),
        };
    }

    public ClientLimit For(string? clientId) => clientId is not null && Clients.TryGetValue(clientId, out var own) ? own : All;
}
