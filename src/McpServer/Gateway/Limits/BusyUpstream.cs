using System.Globalization;

namespace AgentStack.McpServer.Gateway.Limits;

/// <summary>Tells a caller why its call was not sent.</summary>
internal static class BusyUpstream
{
    public static string Explain(string upstream, CallEntry entry, CallLimits limits)
    {
        var (why, keys) = entry == CallEntry.Full
            ? ($"{limits.MaxConcurrentCalls} calls run and {limits.MaxQueuedCalls} wait", "MaxConcurrentCalls, MaxQueuedCalls")
            : ($"its turn did not come within {Seconds(limits.QueueTimeout)} s", "QueueTimeout");
        return $"The upstream '{upstream}' is busy: {why}. The call was not sent, and can be made again later"
            + $" ({GatewayOptions.UpstreamsSection}:{upstream}:{keys}).";
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
}
