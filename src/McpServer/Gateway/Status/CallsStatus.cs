namespace AgentStack.McpServer.Gateway.Status;

/// <summary>What the calls of one upstream came to since it is behind the gateway.</summary>
/// <param name="Running">At this moment.</param>
/// <param name="Queued">Waiting for their turn.</param>
/// <param name="Answered">By the upstream, whatever the answer.</param>
/// <param name="ToolErrors">Answers by which a tool says that it failed.</param>
/// <param name="RpcErrors">Answers that were errors of the protocol.</param>
/// <param name="Failed">Without an answer.</param>
/// <param name="NotSent">Refused because the upstream was busy.</param>
/// <param name="Cancelled">Left by their callers.</param>
/// <param name="LatencyMs">Of the last answers.</param>
internal sealed record CallsStatus(
    int Running,
    int Queued,
    long Answered,
    long ToolErrors,
    long RpcErrors,
    long Failed,
    long NotSent,
    long Cancelled,
    LatencyStatus? LatencyMs)
{
    public static CallsStatus Of(UpstreamTraffic traffic) => new(
        traffic.Queue.Running,
        traffic.Queue.Queued,
        traffic.Figures.Answered,
        traffic.Figures.ToolErrors,
        traffic.Figures.RpcErrors,
        traffic.Figures.Failed,
        traffic.Figures.NotSent,
        traffic.Figures.Cancelled,
        LatencyStatus.Of(traffic.Figures.Latencies()));
}
