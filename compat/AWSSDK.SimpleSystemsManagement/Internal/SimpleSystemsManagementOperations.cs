using AgentStack.Compat.AwsPipeline;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.SimpleSystemsManagement.Model;

namespace Amazon.SimpleSystemsManagement.Internal;

internal static class SimpleSystemsManagementOperations
{
    public static InvokeOptions DeleteParameter { get; } = Create<DeleteParameterResponse>("DeleteParameter");

    public static InvokeOptions GetParameter { get; } = Create<GetParameterResponse>("GetParameter");

    public static InvokeOptions GetParameters { get; } = Create<GetParametersResponse>("GetParameters");

    public static InvokeOptions GetParametersByPath { get; } =
        Create<GetParametersByPathResponse>("GetParametersByPath");

    public static InvokeOptions PutParameter { get; } = Create<PutParameterResponse>("PutParameter");

    private static InvokeOptions Create<TResponse>(string operation)
        where TResponse : AmazonWebServiceResponse, new() => new()
        {
            RequestMarshaller = new RequestMarshaller(request => Marshall(request, operation)),
            ResponseUnmarshaller = new ResponseReader<TResponse>(
            WireJson.PascalCase, SimpleSystemsManagementErrors.Create),
        };

    private static DefaultRequest Marshall(AmazonWebServiceRequest publicRequest, string operation)
    {
        var request = new DefaultRequest(publicRequest, "Amazon.SimpleSystemsManagement")
        {
            HttpMethod = "POST",
            ResourcePath = "/",
            Content = WireJson.PascalCase.Write(publicRequest),
        };
        request.Headers["X-Amz-Target"] = $"AmazonSSM.{operation}";
        request.Headers["Content-Type"] = "application/x-amz-json-1.1";
        request.Headers["x-amz-api-version"] = "2014-11-06";
        return request;
    }
}
