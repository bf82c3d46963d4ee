using Amazon.BedrockRuntime.Model;
using Microsoft.Extensions.AI;

namespace Amazon.BedrockRuntime;

internal sealed class BedrockChatClient(IAmazonBedrockRuntime runtime, string? modelId) : IChatClient
{
    private readonly ChatClientMetadata _metadata =
        new(AmazonBedrockRuntimeExtensions.ProviderName, defaultModelId: modelId);

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var request = options?.RawRepresentationFactory?.Invoke(this) as ConverseRequest ?? new ConverseRequest();
        request.ModelId ??= options?.ModelId ?? modelId;
        request.Messages = RequestMessages.Create(request.Messages, messages);
        request.System = RequestMessages.CreateSystem(request.System, messages, options);
        request.ToolConfig = RequestTools.Create(request.ToolConfig, options);
        request.InferenceConfig = RequestSettings.Inference(request.InferenceConfig, options);
        request.AdditionalModelRequestFields =
            RequestSettings.AdditionalFields(request.AdditionalModelRequestFields, options);
        var response = await runtime.ConverseAsync(request, cancellationToken).ConfigureAwait(false);
        return ResponseMessages.Create(response);
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var request = options?.RawRepresentationFactory?.Invoke(this) as ConverseStreamRequest
            ?? new ConverseStreamRequest();
        request.ModelId ??= options?.ModelId ?? modelId;
        request.Messages = RequestMessages.Create(request.Messages, messages);
        request.System = RequestMessages.CreateSystem(request.System, messages, options);
        request.ToolConfig = RequestTools.Create(request.ToolConfig, options);
        request.InferenceConfig = RequestSettings.Inference(request.InferenceConfig, options);
        request.AdditionalModelRequestFields =
            RequestSettings.AdditionalFields(request.AdditionalModelRequestFields, options);
        return new ResponseUpdates().ReadAsync(runtime, request, cancellationToken);
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType == typeof(ChatClientMetadata) ? _metadata
            : serviceType.IsInstanceOfType(runtime) ? runtime
            : serviceType.IsInstanceOfType(this) ? this
            : null;
    }

    public void Dispose()
    {
        // The runtime is its creator's to dispose.
    }
}
