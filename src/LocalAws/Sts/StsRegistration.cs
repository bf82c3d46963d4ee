using AgentStack.LocalAws.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AgentStack.LocalAws.Sts;

internal static class StsRegistration
{
    /// <summary>The query dialect names its operation in the body, and sends no target.</summary>
    private static readonly AmzTarget NoTarget = new("");

    public static IServiceCollection AddSts(this IServiceCollection services) =>
        services.AddSingleton<CallerIdentityEndpoint>();

    public static void MapSts(this IEndpointRouteBuilder endpoints)
    {
        var identity = endpoints.ServiceProvider.GetRequiredService<CallerIdentityEndpoint>();
        endpoints.MapPost("/", identity.AnswerAsync)
            .WithMetadata(NoTarget)
            .WithMetadata(new AwsOperation(CallerIdentityEndpoint.Operation, "sts", AwsDialect.Query));
    }
}
