using System.Diagnostics;
using AgentStack.RemoteMcp.Access;
using AgentStack.RemoteMcp.Aws;
using AgentStack.RemoteMcp.Connections;
using Amazon.SimpleSystemsManagement;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AgentStack.RemoteMcp;

public static class RemoteMcpServices
{
    /// <summary>Registers <see cref="RemoteMcpServers"/>, as the section <c>McpServers</c> describes them.</summary>
    public static IServiceCollection AddRemoteMcp(this IServiceCollection services, RemoteServerSettings servers)
    {
        services.TryAddSingleton(servers);
        services.TryAddSingleton<RemoteMcpServers>();
        return services.AddRemoteMcp();
    }

    /// <summary>Registers <see cref="RemoteServerFactory"/>, for servers that come and go.</summary>
    public static IServiceCollection AddRemoteMcp(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(DistributedContextPropagator.Current);
        services.TryAddSingleton(provider => new AwsSettings(provider.GetRequiredService<IConfiguration>()));
        services.TryAddSingleton<IAmazonSimpleSystemsManagement>(CreateSsmClient);
        services.TryAddSingleton(provider => new Lazy<IAmazonSimpleSystemsManagement>(
            provider.GetRequiredService<IAmazonSimpleSystemsManagement>, LazyThreadSafetyMode.PublicationOnly));
        services.AddMetrics();
        services.TryAddSingleton<RemoteMcpTelemetry>();
        services.TryAddSingleton<AccessFactory>();
        services.TryAddSingleton<RemoteServerFactory>();
        return services;
    }

    private static AmazonSimpleSystemsManagementClient CreateSsmClient(IServiceProvider provider)
    {
        var aws = provider.GetRequiredService<AwsSettings>();
        var config = aws.Apply(new AmazonSimpleSystemsManagementConfig(), "SSM");
        return aws.Credentials is { } credentials
            ? new AmazonSimpleSystemsManagementClient(credentials, config)
            : new AmazonSimpleSystemsManagementClient(config);
    }
}
