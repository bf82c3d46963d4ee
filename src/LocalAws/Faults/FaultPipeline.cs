using AgentStack.LocalAws.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentStack.LocalAws.Faults;

internal static class FaultPipeline
{
    public static void UseFaults(this IApplicationBuilder app)
    {
        var faults = app.ApplicationServices.GetRequiredService<FaultInjection>();
        app.Use(async (context, next) =>
        {
            if (context.GetEndpoint()?.Metadata.GetMetadata<AwsOperation>() is { Dialect: not AwsDialect.Runtime } operation
                && await faults.StrikeAsync(
                    context,
                    operation.Name,
                    operation.Dialect,
                    error => context.Response.WriteErrorAsync(operation.Dialect, error)))
            {
                return;
            }

            await next(context);
        });
    }
}
