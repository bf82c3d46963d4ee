using AgentStack.RemoteMcp.Aws;
using Amazon.BedrockRuntime;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AgentStack.Agent.Models;

internal static class ModelServices
{
    /// <summary>Registers the model: an <c>IChatClient</c> that speaks Converse to Bedrock, and who asks it.</summary>
    public static IServiceCollection AddModel(this IServiceCollection services, ModelOptions options)
    {
        services.TryAddSingleton(options);
        services.TryAddSingleton<IAmazonBedrockRuntime>(CreateRuntimeClient);
        services.AddBedrockChatClient(options.Id);
        services.TryAddSingleton(provider => new Lazy<IChatClient>(
            provider.GetRequiredService<IChatClient>, LazyThreadSafetyMode.PublicationOnly));
        services.TryAddSingleton<ModelClient>();
        return services;
    }

    private static AmazonBedrockRuntimeClient CreateRuntimeClient(IServiceProvider provider)
    {
        var aws = provider.GetRequiredService<AwsSettings>();
        var config = aws.Apply(new AmazonBedrockRuntimeConfig(), "BEDROCK_RUNTIME");
        config.HttpClientFactory = new ModelHttpClientFactory();
        return aws.Credentials is { } credentials
            ? new AmazonBedrockRuntimeClient(credentials, config)
            : new AmazonBedrockRuntimeClient(config);
    }
}
