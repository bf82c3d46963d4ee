using AgentStack.LocalAws.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AgentStack.LocalAws.AgentCore.Memory;

internal static class MemoryRegistration
{
    private const string Memory = "/memories/{memoryId}";
    private const string Sessions = Memory + "/actor/{actorId}/sessions";
    private const string Events = Sessions + "/{sessionId}/events";

    public static IServiceCollection AddMemory(this IServiceCollection services) =>
        services.AddSingleton(provider => new MemoryRegistry(provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<MemoryEndpoint>();

    public static void MapMemory(this IEndpointRouteBuilder endpoints)
    {
        var memory = endpoints.ServiceProvider.GetRequiredService<MemoryEndpoint>();
        Map(endpoints, HttpMethods.Post, $"{Memory}/events", "CreateEvent", memory.CreateEventAsync);
        Map(endpoints, HttpMethods.Post, Sessions, "ListSessions", memory.ListSessionsAsync);
        Map(endpoints, HttpMethods.Post, $"{Sessions}/{{sessionId}}", "ListEvents", memory.ListEventsAsync);
        Map(endpoints, HttpMethods.Get, $"{Events}/{{eventId}}", "GetEvent", memory.GetEventAsync);
        Map(endpoints, HttpMethods.Delete, $"{Events}/{{eventId}}", "DeleteEvent", memory.DeleteEventAsync);
    }

    private static void Map(
        IEndpointRouteBuilder endpoints, string method, string path, string operation, RequestDelegate answer) =>
        endpoints.MapMethods(path, [method], answer)
            .WithMetadata(new AwsOperation(operation, InvocationAuthorizer.SigningName, AwsDialect.Memory));
}
