using System.Diagnostics;
using System.Diagnostics.Metrics;
using AgentStack.RemoteMcp.Aws;
using AgentStack.Telemetry.Export;
using AgentStack.Telemetry.Propagation;
using AgentStack.Telemetry.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;

namespace AgentStack.Telemetry;

public static class TelemetryServices
{
    /// <summary>
    /// Registers <see cref="ProcessTelemetry"/> and the propagation of trace context. Nothing is exported, and no exporter
    /// exists, unless the settings say where to.
    /// </summary>
    public static void AddTelemetry(this WebApplicationBuilder builder, TelemetryIdentity identity, TelemetrySettings settings)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(settings);
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(Farewell.Default);
        services.TryAddSingleton(new AwsSettings(settings.Configuration));
        services.AddSingleton<DistributedContextPropagator>(TracePropagator.Instance);
        services.AddSingleton(settings).AddSingleton(identity);
        services.AddSingleton<Exporters>().AddSingleton<LogExport>();
        services.AddSingleton(provider => new ProcessTelemetry(
            identity,
            settings,
            provider.GetRequiredService<Exporters>(),
            provider.GetRequiredService<LogExport>(),
            provider.GetRequiredService<Farewell>(),
            provider.GetRequiredService<IMeterFactory>(),
            provider.GetRequiredService<ActivitySource>()));

        if (!settings.IsOn)
            return;

        services.AddHostedService<TelemetryLifetime>();
        services.AddTransient<IStartupFilter, RequestSpanFilter>();
        if (settings.Target(Signal.Logs) is not null)
            builder.Logging.AddOpenTelemetry(log => Configure(log, identity, settings));
    }

    private static void Configure(OpenTelemetryLoggerOptions log, TelemetryIdentity identity, TelemetrySettings settings)
    {
        log.IncludeFormattedMessage = true;
        log.SetResourceBuilder(new ProcessResource(identity, settings).Create());
        log.AddProcessor(provider => provider.GetRequiredService<LogExport>().Processor!);
    }
}
