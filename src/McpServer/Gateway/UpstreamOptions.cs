using AgentStack.McpServer.Gateway.Limits;
using AgentStack.RemoteMcp;
using AgentStack.Settings;

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

    internal CallLimits CallLimits => new(MaxConcurrentCalls, MaxQueuedCalls, QueueTimeout);

    public static void CheckLimits(SettingsReader settings, string key, UpstreamOptions options)
    {
        if (options.MaxConcurrentCalls < 1)
            settings.AddProblem($"{key}:{nameof(MaxConcurrentCalls)}", "must be 1 or more");

        if (options.MaxQueuedCalls < 0)
            settings.AddProblem($"{key}:{nameof(MaxQueuedCalls)}", "must be 0 or more");

        if (options.QueueTimeout <= TimeSpan.Zero || options.QueueTimeout > LongestQueueTimeout)
            settings.AddProblem($"{key}:{nameof(QueueTimeout)}", "must be above zero, such as 00:00:30, and an hour at most");
    }
}
