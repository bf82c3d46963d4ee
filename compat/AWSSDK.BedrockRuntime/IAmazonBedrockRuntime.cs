using Amazon.BedrockRuntime.Model;
using Amazon.Runtime;

namespace Amazon.BedrockRuntime;

public interface IAmazonBedrockRuntime : IAmazonService, IDisposable
{
    Task<ApplyGuardrailResponse> ApplyGuardrailAsync(
        ApplyGuardrailRequest request, CancellationToken cancellationToken = default);

    Task<ConverseResponse> ConverseAsync(
        ConverseRequest request, CancellationToken cancellationToken = default);

    Task<ConverseStreamResponse> ConverseStreamAsync(
        ConverseStreamRequest request, CancellationToken cancellationToken = default);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonBedrockRuntimeConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(
        AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonBedrockRuntimeClient(awsCredentials, (AmazonBedrockRuntimeConfig)clientConfig);
}
