using AgentStack.Compat.AwsPipeline;
using Amazon.BedrockRuntime.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Amazon.BedrockRuntime.Internal;

internal static class BedrockRuntimeOperations
{
    public static InvokeOptions Converse { get; } = new()
    {
        RequestMarshaller = new RequestMarshaller(
            request => Marshall(request, ((ConverseRequest)request).ModelId, "converse")),
        ResponseUnmarshaller = new ResponseReader<ConverseResponse>(WireJson.CamelCase, BedrockRuntimeErrors.Create),
    };

    public static InvokeOptions ConverseStream { get; } = new()
    {
        RequestMarshaller = new RequestMarshaller(
            request => Marshall(request, ((ConverseStreamRequest)request).ModelId, "converse-stream")),
        ResponseUnmarshaller = new ConverseStreamResponseReader(),
    };

    private static DefaultRequest Marshall(AmazonWebServiceRequest publicRequest, string modelId, string operation)
    {
        if (modelId is null)
        {
            throw new AmazonBedrockRuntimeException("Request object does not have required field ModelId set");
        }

        var request = new DefaultRequest(publicRequest, "Amazon.BedrockRuntime")
        {
            HttpMethod = "POST",
            ResourcePath = $"/model/{{modelId}}/{operation}",
            Content = WireJson.CamelCase.Write(publicRequest),
        };
        request.AddPathResource("{modelId}", modelId);
        request.Headers["Content-Type"] = "application/json";
        request.Headers["x-amz-api-version"] = "2023-09-30";
        return request;
    }
}
