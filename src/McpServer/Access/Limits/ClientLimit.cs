using AgentStack.Settings;

namespace AgentStack.McpServer.Access.Limits;

/// <summary>What one client may ask; null is no limit.</summary>
/// <param name="RequestsPerMinute">How many requests, spread over time.</param>
/// <param name="Burst">How many of them at once, after a pause; by default a minute's.</param>
/// <param name="ConcurrentRequests">How many may be under way.</param>
internal sealed record ClientLimit(int? RequestsPerMinute = null, int? Burst = null, int? ConcurrentRequests = null)
{
    private const int Largest = 1_000_000;

    public bool IsSet => RequestsPerMinute is not null || ConcurrentRequests is not null;

    /// <summary>What the section says, and for the rest what holds for all.</summary>
    public static ClientLimit Read(SettingsSection section, ClientLimit all)
    {
        var own = new ClientLimit(
            Number(section, nameof(RequestsPerMinute)), Number(section, nameof(Burst)), Number(section, nameof(ConcurrentRequests)));
        // A rate of its own has a burst of its own.
        var limit = own with
        {
            RequestsPerMinute = own.RequestsPerMinute ?? all.RequestsPerMinute,
            Burst = own.Burst ?? (own.RequestsPerMinute is null ? all.Burst : null),
            ConcurrentRequests = own.ConcurrentRequests ?? all.ConcurrentRequests,
        };
        if (limit is { Burst: not null, RequestsPerMinute: null })
            section.Problem(nameof(Burst), $"limits nothing without {nameof(RequestsPerMinute)}: set that too");

        return limit;
    }

    private static int? Number(SettingsSection section, string key) => (int?)section.Number(key, 1, Largest);
}
