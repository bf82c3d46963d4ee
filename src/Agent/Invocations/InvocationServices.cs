using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AgentStack.Agent.Invocations;

internal static class InvocationServices
{
    private const string Path = "/invocations";
    private const string ServingPort = "8080";

    /// <summary>The largest payload that AgentCore passes on.</summary>
    public const long MaxBodySize = 100_000_000;

    public static void AddInvocations(this WebApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton<InvocationEndpoint>();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = MaxBodySize;
            kestrel.AddServerHeader = false;
        });

        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]))
            builder.WebHost.UseUrls($"http://{DefaultHost(builder.Configuration)}:{ServingPort}");
    }

    public static void MapInvocations(this IEndpointRouteBuilder endpoints)
    {
        var endpoint = endpoints.ServiceProvider.GetRequiredService<InvocationEndpoint>();
        endpoints.MapPost(Path, endpoint.HandleAsync);
    }

    // The platform reaches a container from outside; on a desk nobody else should.
    private static string DefaultHost(ConfigurationManager configuration) =>
        configuration["DOTNET_RUNNING_IN_CONTAINER"] == "true" ? "0.0.0.0" : "127.0.0.1";
}
