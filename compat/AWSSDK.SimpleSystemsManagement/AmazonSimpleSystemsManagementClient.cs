using AgentStack.Compat.AwsPipeline;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.SimpleSystemsManagement.Internal;
using Amazon.SimpleSystemsManagement.Model;

namespace Amazon.SimpleSystemsManagement;

public partial class AmazonSimpleSystemsManagementClient : AmazonServiceClient, IAmazonSimpleSystemsManagement
{
    protected override IServiceMetadata ServiceMetadata { get; } = new ServiceMetadata(AmazonSimpleSystemsManagementConfig.ServiceId);

    public virtual Task<DeleteParameterResponse> DeleteParameterAsync(
        DeleteParameterRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DeleteParameterResponse>(request, SimpleSystemsManagementOperations.DeleteParameter, cancellationToken);

    public virtual Task<GetParameterResponse> GetParameterAsync(
        GetParameterRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetParameterResponse>(request, SimpleSystemsManagementOperations.GetParameter, cancellationToken);

    public virtual Task<GetParametersResponse> GetParametersAsync(
        GetParametersRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetParametersResponse>(request, SimpleSystemsManagementOperations.GetParameters, cancellationToken);

    public virtual Task<GetParametersByPathResponse> GetParametersByPathAsync(
        GetParametersByPathRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetParametersByPathResponse>(request, SimpleSystemsManagementOperations.GetParametersByPath, cancellationToken);

    public virtual Task<PutParameterResponse> PutParameterAsync(
        PutParameterRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<PutParameterResponse>(request, SimpleSystemsManagementOperations.PutParameter, cancellationToken);

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new ServiceEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new SigV4AuthSchemeHandler());
    }
}
