using AgentStack.Settings;

namespace AgentStack.Agent.Conversations;

/// <summary>What is remembered, where, and for how long: the section <c>Conversations</c>.</summary>
internal sealed partial class ConversationOptions
{
    public const string Section = "Conversations";

    /// <summary>Where conversations are kept; without it, as the address that is set says, else in memory.</summary>
    public StoreKind? Store { get; set; }

    /// <summary>A Redis: <c>host:6379,password=…,ssl=true</c> or <c>rediss://user:password@host:6379/0</c>. A secret.</summary>
    public string? Redis { get; set; }

    /// <summary>What the keys in Redis begin with, so that several agents can share one.</summary>
    public string RedisPrefix { get; set; } = "agentstack:";

    /// <summary>The path of an SQLite file; it is made when it is not there.</summary>
    public string? Sqlite { get; set; }

    /// <summary>AgentCore Memory's own settings; its store reads them.</summary>
    public Dictionary<string, string?> Memory { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Of the store in memory: the oldest idle session is forgotten when there is one more.</summary>
    public int MaxSessions { get; set; } = 1000;

    /// <summary>Turns of one session that are kept; older ones are forgotten whole.</summary>
    public int MaxTurns { get; set; } = 50;

    /// <summary>A session in which nothing was said for that long is forgotten.</summary>
    public TimeSpan ExpireAfter { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Turns that may wait in one session while one is under way; the next is refused.</summary>
    public int MaxWaiting { get; set; } = 4;

    /// <summary>Of old turns in one request, by a guess that is rather too high; the oldest are left out, whole.</summary>
    public int MaxHistoryTokens { get; set; } = 100_000;

    /// <summary>
    /// Whether the model sums up what is left out. Off: it is one more model call, which a caller would have to wait and
    /// pay for.
    /// </summary>
    public bool Summarise { get; set; }

    /// <summary>The store that these settings choose.</summary>
    public StoreKind Kind => Store ?? AddressedStores().Select(store => store.Kind).FirstOrDefault(StoreKind.Memory);

    public static ConversationOptions Read(SettingsReader reader) =>
        reader.Read<ConversationOptions>(Section, options => [.. options.Limits(), .. options.Addresses()]);

    /// <summary>Whether a session is forgotten in which the last turn was written then.</summary>
    public bool IsForgotten(DateTimeOffset lastTurn, DateTimeOffset now) => now - lastTurn > ExpireAfter;

    private IEnumerable<(string Key, string Rule)> Limits()
    {
        if (MaxSessions < 1)
            yield return (nameof(MaxSessions), "must be 1 or more");

        if (MaxTurns < 1)
            yield return (nameof(MaxTurns), "must be 1 or more");

        if (ExpireAfter <= TimeSpan.Zero || ExpireAfter > MostToExpireAfter)
            yield return (nameof(ExpireAfter), $"must be above zero and at most {MostToExpireAfter.Days} days, such as 30.00:00:00");

        if (MaxHistoryTokens < 1)
            yield return (nameof(MaxHistoryTokens), "must be 1 or more");

        if (MaxWaiting < 0)
            yield return (nameof(MaxWaiting), "must be 0 or more");
    }
}
