using AgentStack.RemoteMcp.Aws;
using Amazon.BedrockAgentCore;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AgentStack.Agent.Conversations.AgentCoreMemory;

internal static class AgentCoreMemoryServices
{
    /// <summary>Keeps conversations in AgentCore Memory.</summary>
    public static IServiceCollection AddAgentCoreMemory(this IServiceCollection services, AgentCoreMemoryOptions options)
    {
        services.TryAddSingleton(options);
        services.TryAddSingleton<IAmazonBedrockAgentCore>(CreateClient);
        // A region or credentials that are missing are a failure of the call, not of the start.
        services.TryAddSingleton(provider => new Lazy<IAmazonBedrockAgentCore>(
            provider.GetRequiredService<IAmazonBedrockAgentCore>, LazyThreadSafetyMode.PublicationOnly));
        services.TryAddSingleton<IConversationStore, AgentCoreMemoryConversations>();
        return services;
    }

    private static AmazonBedrockAgentCoreClient CreateClient(IServiceProvider provider)
    {
        var aws = provider.GetRequiredService<AwsSettings>();
        var config = aws.Apply(new AmazonBedrockAgentCoreConfig(), "BEDROCK_AGENTCORE");
        config.HttpClientFactory = new MemoryHttpClientFactory();
        return aws.Credentials is { } credentials
            ? new AmazonBedrockAgentCoreClient(credentials, config)
            : new AmazonBedrockAgentCoreClient(config);
    }
}
