using AgentStack.RemoteMcp.Connections;

namespace AgentStack.McpServer.Gateway.Hops;

/// <summary>Says on each answer which gateways it may have come through, so that each of them knows itself again.</summary>
internal sealed class HopHeader(RequestDelegate next, GatewayId id, Upstreams upstreams)
{
    public Task InvokeAsync(HttpContext context)
    {
        var behind = upstreams.All.SelectMany(upstream => upstream.Server.Gateways);
        context.Response.Headers[GatewayId.Header] =
            string.Join(", ", behind.Prepend(id.Value).Distinct(StringComparer.Ordinal).Take(GatewayId.Most));
        return next(context);
    }
}
