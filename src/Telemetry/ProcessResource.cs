using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace AgentStack.Telemetry;

/// <summary>What a process says of itself with all that it sends; the standard variables have the last word.</summary>
internal sealed class ProcessResource(TelemetryIdentity identity, TelemetrySettings settings)
{
    private const string LogGroupNames = "aws.log.group.names";

    private static readonly string? Version =
        typeof(ProcessResource).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];

    public TracerProviderBuilder Describe(TracerProviderBuilder builder) =>
        builder.ConfigureServices(AddSettings).SetResourceBuilder(Create());

    public MeterProviderBuilder Describe(MeterProviderBuilder builder) =>
        builder.ConfigureServices(AddSettings).SetResourceBuilder(Create());

    public ResourceBuilder Create()
    {
        var resource = ResourceBuilder.CreateEmpty()
            .AddTelemetrySdk()
            .AddService(identity.Service, serviceVersion: Version)
            .AddAttributes(identity.Attributes);

        if (settings.LogGroup is { } group)
            resource.AddAttributes([KeyValuePair.Create<string, object>(LogGroupNames, group)]);

        return resource.AddEnvironmentVariableDetector();
    }

    // So that OTEL_TRACES_SAMPLER and the like can stand wherever configuration can.
    private void AddSettings(IServiceCollection services) => services.AddSingleton(settings.Configuration);
}
