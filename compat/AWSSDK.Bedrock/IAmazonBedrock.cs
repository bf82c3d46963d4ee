using Amazon.Bedrock.Model;
using Amazon.Runtime;

namespace Amazon.Bedrock;

public interface IAmazonBedrock : IAmazonService, IDisposable
{
    Task<GetGuardrailResponse> GetGuardrailAsync(
        GetGuardrailRequest request, CancellationToken cancellationToken = default);

    Task<ListGuardrailsResponse> ListGuardrailsAsync(
        ListGuardrailsRequest request, CancellationToken cancellationToken = default);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonBedrockConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(
        AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonBedrockClient(awsCredentials, (AmazonBedrockConfig)clientConfig);
}
