using AgentStack.Agent.Models.Calls;
using AgentStack.Agent.Models.Guardrails;
using AgentStack.Agent.Models.Prices;
using AgentStack.Agent.Models.Requests;
using AgentStack.RemoteMcp.Aws;
using Amazon.BedrockRuntime;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AgentStack.Agent.Models;

internal static class ModelServices
{
    /// <summary>Registers the model: an <c>IChatClient</c> that speaks Converse to Bedrock, and who asks it.</summary>
    public static IServiceCollection AddModel(
        this IServiceCollection services, ModelOptions options, GuardrailOptions guardrail, PriceTable prices)
    {
        services.TryAddSingleton(options);
        services.TryAddSingleton(guardrail);
        services.TryAddSingleton(prices);
        services.TryAddSingleton<PromptCaching>();
        services.TryAddSingleton<IAmazonBedrockRuntime>(CreateRuntimeClient);
        services.AddBedrockChatClient(options.Id);
        services.TryAddSingleton(provider => new Lazy<IChatClient>(
            provider.GetRequiredService<IChatClient>, LazyThreadSafetyMode.PublicationOnly));
        services.TryAddSingleton<ModelRetries>();
        services.TryAddSingleton<ModelCosts>();
        services.TryAddSingleton<ModelClient>();
        return services;
    }

    private static ModelRuntimeClient CreateRuntimeClient(IServiceProvider provider)
    {
        var aws = provider.GetRequiredService<AwsSettings>();
        var config = aws.Apply(new AmazonBedrockRuntimeConfig(), "BEDROCK_RUNTIME");
        config.HttpClientFactory = new ModelHttpClientFactory();

        // Retries are ours: seen by the user, and never after the first token.
        config.MaxErrorRetry = 0;
        config.MaxStaleConnectionRetries = 0;
        var guardrail = provider.GetRequiredService<GuardrailOptions>();
        var caching = provider.GetRequiredService<PromptCaching>();
        return aws.Credentials is { } credentials
            ? new ModelRuntimeClient(credentials, config, guardrail, caching)
            : new ModelRuntimeClient(config, guardrail, caching);
    }
}
