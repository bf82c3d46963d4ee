using Amazon.BedrockRuntime;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.SemanticKernel;

namespace Microsoft.Extensions.DependencyInjection;

public static class BedrockServiceCollectionExtensions
{
    public static IServiceCollection AddBedrockChatClient(
        this IServiceCollection services,
        string modelId,
        IAmazonBedrockRuntime? bedrockRuntime = null,
        string? serviceId = null,
        string? openTelemetrySourceName = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(modelId);
        if (bedrockRuntime is null)
        {
            services.TryAddSingleton<IAmazonBedrockRuntime>(_ => new AmazonBedrockRuntimeClient());
        }

        return services.AddKeyedSingleton<IChatClient>(serviceId, (provider, _) => Create(provider, modelId, bedrockRuntime));
    }

    private static UnknownCallClient Create(IServiceProvider provider, string modelId, IAmazonBedrockRuntime? bedrockRuntime)
    {
        try
        {
            var runtime = bedrockRuntime ?? provider.GetRequiredService<IAmazonBedrockRuntime>();
            return new UnknownCallClient(runtime.AsIChatClient(modelId));
        }
        catch (Exception exception)
        {
            throw new KernelException(
                $"An error occurred while initializing the Bedrock {nameof(IChatClient)}: {exception.Message}",
                exception);
        }
    }
}
