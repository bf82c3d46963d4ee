using AgentStack.Compat.AwsPipeline;
using Amazon.BedrockAgentCore.Internal;
using Amazon.BedrockAgentCore.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Amazon.BedrockAgentCore;

public partial class AmazonBedrockAgentCoreClient : AmazonServiceClient, IAmazonBedrockAgentCore
{
    protected override IServiceMetadata ServiceMetadata { get; } =
        new ServiceMetadata(AmazonBedrockAgentCoreConfig.ServiceId);

    public virtual Task<CreateEventResponse> CreateEventAsync(
        CreateEventRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<CreateEventResponse>(request, BedrockAgentCoreOperations.CreateEvent, cancellationToken);

    public virtual Task<ListEventsResponse> ListEventsAsync(
        ListEventsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListEventsResponse>(request, BedrockAgentCoreOperations.ListEvents, cancellationToken);

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new ServiceEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new SigV4AuthSchemeHandler());
    }
}
