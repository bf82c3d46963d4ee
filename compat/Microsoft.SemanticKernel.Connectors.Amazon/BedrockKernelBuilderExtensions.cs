using Amazon.BedrockRuntime;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.SemanticKernel;

public static class BedrockKernelBuilderExtensions
{
    public static IKernelBuilder AddBedrockChatClient(
        this IKernelBuilder builder,
        string modelId,
        IAmazonBedrockRuntime? bedrockRuntime = null,
        string? serviceId = null,
        string? openTelemetrySourceName = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddBedrockChatClient(modelId, bedrockRuntime, serviceId, openTelemetrySourceName);
        return builder;
    }
}
