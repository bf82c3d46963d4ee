using AgentStack.Compat.AwsPipeline;
using Amazon.Bedrock.Internal;
using Amazon.Bedrock.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Amazon.Bedrock;

public partial class AmazonBedrockClient : AmazonServiceClient, IAmazonBedrock
{
    protected override IServiceMetadata ServiceMetadata { get; } = new ServiceMetadata(AmazonBedrockConfig.ServiceId);

    public virtual Task<GetGuardrailResponse> GetGuardrailAsync(
        GetGuardrailRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetGuardrailResponse>(request, BedrockOperations.GetGuardrail, cancellationToken);

    public virtual Task<ListGuardrailsResponse> ListGuardrailsAsync(
        ListGuardrailsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListGuardrailsResponse>(request, BedrockOperations.ListGuardrails, cancellationToken);

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new ServiceEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new SigV4AuthSchemeHandler());
    }
}
