using AgentStack.McpServer.Gateway.Limits;
using AgentStack.RemoteMcp;
using Microsoft.Net.Http.Headers;

namespace AgentStack.McpServer.Gateway;

/// <summary>One server behind the gateway: the section <c>Gateway:Upstreams:{name}</c>, a remote server's and more.</summary>
internal sealed class UpstreamOptions : RemoteServerOptions
{
    private static readonly TimeSpan LongestQueueTimeout = TimeSpan.FromHours(1);

    /// <summary>Calls that run at a time; those above wait for their turn.</summary>
    public int MaxConcurrentCalls { get; set; } = 64;

    /// <summary>Calls that wait at a time; those above are refused at once.</summary>
    public int MaxQueuedCalls { get; set; } = 256;

    /// <summary>How long a call waits for its turn.</summary>
    public TimeSpan QueueTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long calls that did not reach it wait for an upstream that was there a moment ago, as when it starts again.</summary>
    public TimeSpan RestartPatience { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// With <c>PassHeaders</c> of Authorization: whether callers may share the session that it keeps for the gateway. Unless
    /// they may, calls of an upstream that keeps one are refused.
    /// </summary>
    public bool ShareSession { get; set; }

    /// <summary>Whether it is told who calls, and so may keep for one caller what another must not see.</summary>
    internal bool KnowsCallers => PassHeaders.Contains(HeaderNames.Authorization, StringComparer.OrdinalIgnoreCase);

    internal CallLimits CallLimits => new(MaxConcurrentCalls, MaxQueuedCalls, QueueTimeout);

    /// <summary>What a remote server's settings may be, and those of a server behind a gateway may not.</summary>
    internal IEnumerable<(string Key, string Rule)> GatewayProblems()
    {
        if (PassHeaders.Contains(HeaderNames.Cookie, StringComparer.OrdinalIgnoreCase))
            yield return (nameof(PassHeaders), $"holds {HeaderNames.Cookie}, which a gateway never passes on: it was given to the gateway");

        if (MaxConcurrentCalls < 1)
            yield return (nameof(MaxConcurrentCalls), "must be 1 or more");

        if (MaxQueuedCalls < 0)
            yield return (nameof(MaxQueuedCalls), "must be 0 or more");

        if (RestartPatience < TimeSpan.Zero || RestartPatience > LongestQueueTimeout)
            yield return (nameof(RestartPatience), "must be zero or more, such as 00:00:10, and an hour at most");

        if (QueueTimeout <= TimeSpan.Zero || QueueTimeout > LongestQueueTimeout)
            yield return (nameof(QueueTimeout), "must be above zero, such as 00:00:30, and an hour at most");
    }
}
