using AgentStack.Settings;

namespace AgentStack.McpServer.Protocol.Subscriptions;

/// <summary>The section <c>Mcp:Subscriptions</c>.</summary>
internal sealed class SubscriptionOptions
{
    public const string Key = "Subscriptions";

    /// <summary>How many callers may listen at once; the next one is refused with 429.</summary>
    public int Limit { get; set; } = 100;

    /// <summary>How many of these places one caller may take: a client, or without tokens an address.</summary>
    public int LimitPerCaller { get; set; } = 10;

    /// <summary>How long one may listen before it has to ask, and to show its token, again; at most while that is good.</summary>
    public TimeSpan MaxDuration { get; set; } = TimeSpan.FromMinutes(30);

    public static SubscriptionOptions Read(SettingsReader settings, string section) =>
        settings.Read<SubscriptionOptions>($"{section}:{Key}", Problems);

    private static IEnumerable<(string Key, string Rule)> Problems(SubscriptionOptions options)
    {
        if (options.Limit is < 0 or > 100_000)
            yield return (nameof(Limit), "must be 0 to 100000");
        if (options.LimitPerCaller is < 1 or > 100_000)
            yield return (nameof(LimitPerCaller), "must be 1 to 100000");
        if (options.MaxDuration < TimeSpan.FromSeconds(1) || options.MaxDuration > TimeSpan.FromHours(24))
            yield return (nameof(MaxDuration), "must be 00:00:01 to 1.00:00:00");
    }
}
