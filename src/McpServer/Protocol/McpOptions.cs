using AgentStack.McpServer.Protocol.Subscriptions;
using AgentStack.Settings;

namespace AgentStack.McpServer.Protocol;

/// <summary>The section <c>Mcp</c>.</summary>
internal sealed record McpOptions
{
    private const string Section = "Mcp";
    private const int UsualBodies = 8;

    /// <summary>Origins (<c>https://host[:port]</c>) whose pages may call besides those of this machine.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>Names by which a server that listens on its own machine alone may be called, besides those of the machine.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>The largest request body, in bytes.</summary>
    public long MaxRequestBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>How many bytes of large answers are held while callers take them.</summary>
    public long MaxAnswerBytesHeld { get; init; } = 64 * 1024 * 1024;

    /// <summary>How many bytes of large request bodies are held at a time; room for eight of the largest unless set.</summary>
    public long? MaxBufferedBytes { get; init; }

    /// <summary>The same, set or not.</summary>
    public long MostBuffered => MaxBufferedBytes ?? MaxRequestBytes * UsualBodies;

    public SubscriptionOptions Subscriptions { get; init; } = new();

    public static McpOptions Read(SettingsReader settings)
    {
        var section = settings.Section(
            Section,
            nameof(AllowedOrigins),
            nameof(AllowedHosts),
            nameof(MaxRequestBytes),
            nameof(MaxBufferedBytes),
            nameof(MaxAnswerBytesHeld),
            SubscriptionOptions.Key);
        var defaults = new McpOptions();
        var largest = section.Number(nameof(MaxRequestBytes), 1024, 100_000_000) ?? defaults.MaxRequestBytes;
        return new McpOptions
        {
            AllowedOrigins = section.Texts(nameof(AllowedOrigins), IsOrigin, "an origin such as https://app.example.com"),
            AllowedHosts = section.Texts(nameof(AllowedHosts), IsHostName, "a host name without port, such as tools.example.com"),
            MaxRequestBytes = largest,
            MaxBufferedBytes = section.Number(nameof(MaxBufferedBytes), largest, 100_000_000_000),
            MaxAnswerBytesHeld = section.Number(nameof(MaxAnswerBytesHeld), 1024 * 1024, 100_000_000_000) ?? defaults.MaxAnswerBytesHeld,
            Subscriptions = SubscriptionOptions.Read(settings, Section),
        };
    }

    private static bool IsHostName(string text) => Uri.CheckHostName(text) != UriHostNameType.Unknown;

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var origin)
        && origin.Scheme is "http" or "https"
        && origin.GetLeftPart(UriPartial.Authority).Equals(text, StringComparison.OrdinalIgnoreCase);
}
