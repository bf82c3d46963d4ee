using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AgentStack.LocalAws.Faults;

internal static class FaultRegistration
{
    public static IServiceCollection AddFaults(this IServiceCollection services) =>
        services.AddSingleton<FaultBook>().AddSingleton<FaultInjection>().AddSingleton<FaultEndpoint>();

    public static void MapFaults(this IEndpointRouteBuilder endpoints)
    {
        var faults = endpoints.ServiceProvider.GetRequiredService<FaultEndpoint>();
        endpoints.MapGet(FaultEndpoint.Path, faults.ListAsync);
        endpoints.MapPost(FaultEndpoint.Path, faults.AddAsync);
        endpoints.MapDelete(FaultEndpoint.Path, faults.ClearAsync);
    }
}
