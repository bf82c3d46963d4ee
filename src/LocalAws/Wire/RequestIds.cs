using Microsoft.AspNetCore.Builder;

namespace AgentStack.LocalAws.Wire;

internal static class RequestIds
{
    /// <summary>Every answer names its request, also those that refuse it.</summary>
    public static void UseRequestIds(this IApplicationBuilder app) =>
        app.Use((context, next) =>
        {
            context.TraceIdentifier = Guid.NewGuid().ToString();
            context.Response.Headers[AwsHeaders.RequestId] = context.TraceIdentifier;
            return next(context);
        });
}
