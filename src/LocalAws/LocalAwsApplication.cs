using System.Net;
using AgentStack.LocalAws.AgentCore;
using AgentStack.LocalAws.AgentCore.Memory;
using AgentStack.LocalAws.Bedrock;
using AgentStack.LocalAws.Faults;
using AgentStack.LocalAws.Identity;
using AgentStack.LocalAws.Otlp;
using AgentStack.LocalAws.Signing;
using AgentStack.LocalAws.Ssm;
using AgentStack.LocalAws.Sts;
using AgentStack.LocalAws.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace AgentStack.LocalAws;

/// <summary>What the server is made of. It takes nothing from the environment of the process that it lives in.</summary>
internal static class LocalAwsApplication
{
    // A caller that streams is not waited for.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    public static WebApplication Build(LocalAwsOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, options));
        AddServices(builder.Services, options);

        var app = builder.Build();
        app.UseRequestIds();
        app.UseMiddleware<UnforeseenFailures>();
        app.UseUnknownOperations();
        app.RefuseForeignPages();
        app.UseRouting();
        app.UseSignatureCheck();
        app.UseFaults();
        MapEndpoints(app);
        return app;
    }

    private static void Configure(KestrelServerOptions kestrel, LocalAwsOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = BufferedBody.Limit;
        kestrel.Listen(IPAddress.Loopback, options.Port);
    }

    private static void AddServices(IServiceCollection services, LocalAwsOptions options)
    {
        services.AddRoutingCore();
        services.Replace(ServiceDescriptor.Singleton<IHostLifetime, NoLifetime>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<MatcherPolicy, AmzTargetPolicy>());
        services.Configure<HostOptions>(host => host.ShutdownTimeout = Farewell);
        services.Replace(ServiceDescriptor.Singleton(options.LoggerFactory ?? NullLoggerFactory.Instance));
        services.AddSingleton(options).AddSingleton(options.Clock);
        services.AddSingleton(new SignatureVerifier(
            new AwsCredentials(options.AccessKeyId, options.SecretAccessKey), options.Region, options.Clock));

        services.AddFaults().AddSsm().AddSts().AddIdentity(options).AddAgentCore(options).AddMemory().AddOtlp();
        services.AddBedrock(options.ModelEndpoint, options.ModelName, options.ChunkDelay);
    }

    private static void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapFaults();
        endpoints.MapSsm();
        endpoints.MapSts();
        endpoints.MapIdentity();
        endpoints.MapAgentCore();
        endpoints.MapMemory();
        endpoints.MapBedrock();
        endpoints.MapOtlp();
    }
}
