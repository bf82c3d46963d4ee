using Microsoft.Extensions.AI;

namespace Amazon.BedrockRuntime;

public static class AmazonBedrockRuntimeExtensions
{
    internal const string ProviderName = "aws.bedrock";

    public static IChatClient AsIChatClient(this IAmazonBedrockRuntime runtime, string? defaultModelId = null)
    {
        ArgumentNullException.ThrowIfNull(runtime);
        return new BedrockChatClient(runtime, defaultModelId);
    }
}
