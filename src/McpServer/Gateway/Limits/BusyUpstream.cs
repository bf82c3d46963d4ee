using System.Globalization;

namespace AgentStack.McpServer.Gateway.Limits;

/// <summary>Tells a caller why its call was not sent.</summary>
internal static class BusyUpstream
{
    public static string Explain(string upstream, CallEntry entry, CallLimits limits) => entry == CallEntry.Full
        ? $"the upstream '{upstream}' is busy: {limits.MaxConcurrentCalls} calls run and {limits.MaxQueuedCalls} wait."
            + $" The call was not sent, and can be made again later ({GatewayOptions.UpstreamsSection}:{upstream}:MaxConcurrentCalls, MaxQueuedCalls)."
        : $"the upstream '{upstream}' is busy: its turn did not come within {Seconds(limits.QueueTimeout)} s."
            + $" The call was not sent, and can be made again later ({GatewayOptions.UpstreamsSection}:{upstream}:QueueTimeout).";

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
}
