using AgentStack.McpServer.Gateway.Search;
using AgentStack.RemoteMcp.Connections;

namespace AgentStack.McpServer.Gateway.Status;

/// <summary>Puts together how it stands with the upstreams; asks none of them.</summary>
internal sealed class StatusReport(Upstreams upstreams, OnDemandOffers offers, GatewaySettings settings, TimeProvider clock)
{
    public GatewayStatus Now()
    {
        var all = upstreams.All;
        List<string> missing = [.. all.Where(IsMissing).Select(upstream => upstream.Name)];
        return new GatewayStatus(
            clock.GetUtcNow(),
            missing.Count == 0,
            missing,
            offers.IsOnDemand,
            settings.RefusedAt,
            [.. all.Select(Describe)]);
    }

    private static bool IsMissing(Upstream upstream) =>
        upstream.Options.Required && upstream.Server.Condition.State != ConnectionState.Connected;

    private static UpstreamStatus Describe(Upstream upstream)
    {
        var condition = upstream.Server.Condition;
        var listing = upstream.Server.Listing;
        return new UpstreamStatus(
            upstream.Name,
            condition.State.ToString().ToLowerInvariant(),
            condition.Since,
            condition.Cause is { } cause ? $"{cause.Problem} {cause.Remedy}" : null,
            condition.RetryAt,
            upstream.Options.Required,
            condition.NegotiatedProtocol,
            condition.ServerName,
            condition.ServerVersion,
            listing?.At,
            listing?.Tools.Count ?? 0,
            0,
            0,
            0,
            [.. (listing?.LeftOut ?? []).Select(tool => new LeftOutStatus(tool.Name, tool.Reason))],
            CallsStatus.Of(upstream.Traffic));
    }
}
