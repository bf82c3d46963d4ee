using System.Globalization;
using System.Text.Json.Nodes;
using AgentStack.McpServer.Logging;
using AgentStack.McpServer.Protocol.JsonRpc;
using ModelContextProtocol;

namespace AgentStack.McpServer.Access.Limits;

/// <summary>Refuses what is more than a client may ask; the line about the request says so.</summary>
internal sealed class LimitCheck(RequestDelegate next, ClientUsages usages)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var clientId = context.User.FindFirst(Caller.ClientId)?.Value;
        var usage = usages.Of(CallerKey.Of(context), clientId);
        if (usage.TryEnter() is { } refusal)
        {
            await RefuseAsync(context, refusal);
            return;
        }

        try
        {
            await next(context);
        }
        finally
        {
            usage.Leave();
        }
    }

    private static Task RefuseAsync(HttpContext context, LimitRefusal refusal)
    {
        RequestSummary.Of(context).Tell(AccessWire.RateLimited);
        context.Response.Headers.RetryAfter = refusal.Seconds.ToString(CultureInfo.InvariantCulture);
        return new RpcReply(context.Response).RefuseAsync(new RpcError(
            (McpErrorCode)AccessWire.RateLimitedCode,
            $"Too many requests: {Describe(refusal)}. Try again in {refusal.Seconds} s",
            StatusCodes.Status429TooManyRequests,
            new JsonObject
            {
                ["limit"] = refusal.Limit,
                ["allowed"] = refusal.Allowed,
                ["retryAfterSeconds"] = refusal.Seconds,
            }));
    }

    private static string Describe(LimitRefusal refusal) => refusal.Limit == nameof(ClientLimit.ConcurrentRequests)
        ? $"a client may have {refusal.Allowed} under way at once"
        : $"a client may send {refusal.Allowed} a minute";
}
