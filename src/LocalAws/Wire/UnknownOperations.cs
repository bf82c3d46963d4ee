using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace AgentStack.LocalAws.Wire;

internal static class UnknownOperations
{
    /// <summary>What no endpoint serves is said so, in the dialect that the caller speaks.</summary>
    public static void UseUnknownOperations(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        await next(context);
        if (context.GetEndpoint() is not null || context.Response.HasStarted)
            return;

        var target = context.Request.Headers[AwsHeaders.Target];
        await (target.Count > 0
            ? context.Response.WriteJson11Async(new AwsError(400, "UnknownOperationException", $"{target} is not served here."))
            : context.Response.WriteRestJsonAsync(new AwsError(
                404, "UnknownOperationException", $"{context.Request.Method} {context.Request.Path} is not served here.")));
    });
}
