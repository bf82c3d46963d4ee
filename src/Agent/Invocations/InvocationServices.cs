using System.Text;
using AgentStack.Agent.Invocations.Sockets;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AgentStack.Agent.Invocations;

internal static class InvocationServices
{
    private const string Path = "/invocations";
    private const string SocketPath = "/ws";
    private const string ServingPort = "8080";

    /// <summary>The largest payload that AgentCore passes on.</summary>
    public const long MaxBodySize = 100_000_000;

    /// <summary>AgentCore passes on up to 20 headers of 4 KB beside its own.</summary>
    private const int MaxHeadersSize = 128 * 1024;

    public static void AddInvocations(this WebApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton<TurnAdmission>();
        builder.Services.TryAddSingleton<InvocationEndpoint>();
        builder.Services.TryAddSingleton<SocketOptions>();
        builder.Services.TryAddSingleton<SocketEndpoint>();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = MaxBodySize;
            kestrel.Limits.MaxRequestHeadersTotalSize = MaxHeadersSize;
            kestrel.AddServerHeader = false;

            // Any bytes are a header then, as with AWS's own SDK; bytes that are no UTF-8 would be refused.
            kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
        });

        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]))
            builder.WebHost.UseUrls($"http://{DefaultHost(builder.Configuration)}:{ServingPort}");
    }

    public static void UseInvocations(this WebApplication app)
    {
        app.UseMiddleware<FailureAnswer>();
        app.UseMiddleware<EmptyAnswer>();
        app.UseMiddleware<DeskOrigin>();
        app.UseWebSockets();
    }

    public static void MapInvocations(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost(Path, endpoints.ServiceProvider.GetRequiredService<InvocationEndpoint>().HandleAsync);
        endpoints.MapGet(SocketPath, endpoints.ServiceProvider.GetRequiredService<SocketEndpoint>().HandleAsync);
    }

    public static bool IsContainer(this IConfiguration configuration) => configuration["DOTNET_RUNNING_IN_CONTAINER"] == "true";

    // The platform reaches a container from outside; on a desk nobody else should.
    private static string DefaultHost(ConfigurationManager configuration) => configuration.IsContainer() ? "0.0.0.0" : "127.0.0.1";
}
