using Amazon.BedrockAgentCore.Model;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCore;

public interface IAmazonBedrockAgentCore : IAmazonService, IDisposable
{
    Task<CreateEventResponse> CreateEventAsync(
        CreateEventRequest request, CancellationToken cancellationToken = default);

    Task<ListEventsResponse> ListEventsAsync(
        ListEventsRequest request, CancellationToken cancellationToken = default);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonBedrockAgentCoreConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(
        AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonBedrockAgentCoreClient(awsCredentials, (AmazonBedrockAgentCoreConfig)clientConfig);
}
