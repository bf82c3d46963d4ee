using AgentStack.Compat.AwsPipeline;
using Amazon.BedrockRuntime.Internal;
using Amazon.BedrockRuntime.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Amazon.BedrockRuntime;

public partial class AmazonBedrockRuntimeClient : AmazonServiceClient, IAmazonBedrockRuntime
{
    protected override IServiceMetadata ServiceMetadata { get; } = new ServiceMetadata(AmazonBedrockRuntimeConfig.ServiceId);

    public virtual Task<ApplyGuardrailResponse> ApplyGuardrailAsync(
        ApplyGuardrailRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ApplyGuardrailResponse>(request, BedrockRuntimeOperations.ApplyGuardrail, cancellationToken);

    public virtual Task<ConverseResponse> ConverseAsync(
        ConverseRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ConverseResponse>(request, BedrockRuntimeOperations.Converse, cancellationToken);

    public virtual Task<ConverseStreamResponse> ConverseStreamAsync(
        ConverseStreamRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ConverseStreamResponse>(request, BedrockRuntimeOperations.ConverseStream, cancellationToken);

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new ServiceEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new SigV4AuthSchemeHandler());
    }
}
