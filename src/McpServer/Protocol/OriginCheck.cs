using System.Net;
using AgentStack.McpServer.Protocol.JsonRpc;
using ModelContextProtocol;

namespace AgentStack.McpServer.Protocol;

/// <summary>
/// Refuses pages of other sites, on every path and method and before anything else: a browser on this machine must not
/// become their way in (DNS rebinding). Callers that are no browsers send no <c>Origin</c>.
/// </summary>
internal sealed class OriginCheck(RequestDelegate next, McpOptions options)
{
    public Task InvokeAsync(HttpContext context)
    {
        var origin = context.Request.Headers.Origin;
        if (origin.Count == 0)
            return next(context);

        if (origin is [{ } single] && options.AllowedOrigins.Contains(single, StringComparer.OrdinalIgnoreCase))
            return ServePageAsync(context, single);

        return origin is [{ } other] && IsThisMachine(other) ? next(context) : RefuseAsync(context);
    }

    private Task ServePageAsync(HttpContext context, string origin)
    {
        CrossOriginHeaders.Allow(context.Response, origin);
        if (!CrossOriginHeaders.IsPreflight(context.Request))
            return next(context);

        CrossOriginHeaders.AnswerPreflight(context);
        return Task.CompletedTask;
    }

    private static bool IsThisMachine(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && uri is { Scheme: "http" or "https", UserInfo: "", PathAndQuery: "/", Fragment: "" }
        && (uri.Host == "localhost" || (IPAddress.TryParse(uri.IdnHost, out var address) && IPAddress.IsLoopback(address)));

    private static Task RefuseAsync(HttpContext context) =>
        new RpcReply(context.Response).RefuseAsync(new RpcError(
            McpErrorCode.InvalidRequest,
            "Pages of this origin may not call this server; its operator can allow them with Mcp:AllowedOrigins",
            StatusCodes.Status403Forbidden));
}
