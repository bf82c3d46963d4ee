using AgentStack.LocalAws.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AgentStack.LocalAws.AgentCore;

internal static class AgentCoreRegistration
{
    private static readonly string[] InvocationMethods = [HttpMethods.Post, HttpMethods.Get, HttpMethods.Delete];

    public static IServiceCollection AddAgentCore(this IServiceCollection services, LocalAwsOptions options) =>
        services.AddSingleton<RuntimeRegistry>()
            .AddSingleton(_ => new TokenVerifiers(options.IdentityClock ?? options.Clock))
            .AddSingleton<InvocationAuthorizer>()
            .AddSingleton<ContainerForwarder>()
            .AddSingleton<FrontDoor>();

    public static void MapAgentCore(this IEndpointRouteBuilder endpoints)
    {
        var door = endpoints.ServiceProvider.GetRequiredService<FrontDoor>();
        endpoints.MapMethods("/runtimes/{arn}/invocations", InvocationMethods, door.InvokeAsync)
            .WithMetadata(new AwsOperation(FrontDoor.Invoke, null, AwsDialect.Runtime));
        endpoints.MapPost("/runtimes/{arn}/stopruntimesession", door.StopAsync)
            .WithMetadata(new AwsOperation(FrontDoor.Stop, null, AwsDialect.Runtime));
        endpoints.MapGet("/runtimes/{arn}/" + ResourceMetadata.Operation, door.DescribeAsync);
        endpoints.Map("/runtimes/{**rest}", FrontDoor.RefuseUnescapedAsync);
    }
}
