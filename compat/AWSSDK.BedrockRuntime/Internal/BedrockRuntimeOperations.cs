using AgentStack.Compat.AwsPipeline;
using Amazon.BedrockRuntime.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Amazon.BedrockRuntime.Internal;

internal static class BedrockRuntimeOperations
{
    public static InvokeOptions ApplyGuardrail { get; } = new()
    {
        RequestMarshaller = new RequestMarshaller(request => MarshalGuardrail((ApplyGuardrailRequest)request)),
        ResponseUnmarshaller = new ResponseReader<ApplyGuardrailResponse>(WireJson.CamelCase, BedrockRuntimeErrors.Create),
    };

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

        var request = Post(publicRequest, $"/model/{{modelId}}/{operation}");
        request.AddPathResource("{modelId}", modelId);
        return request;
    }

    private static DefaultRequest MarshalGuardrail(ApplyGuardrailRequest publicRequest)
    {
        if (publicRequest.GuardrailIdentifier is null)
        {
            throw new AmazonBedrockRuntimeException("Request object does not have required field GuardrailIdentifier set");
        }

        if (publicRequest.GuardrailVersion is null)
        {
            throw new AmazonBedrockRuntimeException("Request object does not have required field GuardrailVersion set");
        }

        var request = Post(publicRequest, "/guardrail/{guardrailIdentifier}/version/{guardrailVersion}/apply");
        request.AddPathResource("{guardrailIdentifier}", publicRequest.GuardrailIdentifier);
        request.AddPathResource("{guardrailVersion}", publicRequest.GuardrailVersion);
        return request;
    }

    private static DefaultRequest Post(AmazonWebServiceRequest publicRequest, string path)
    {
        var request = new DefaultRequest(publicRequest, "Amazon.BedrockRuntime")
        {
            HttpMethod = "POST",
            ResourcePath = path,
            Content = WireJson.CamelCase.Write(publicRequest),
        };
        request.Headers["Content-Type"] = "application/json";
        request.Headers["x-amz-api-version"] = "2023-09-30";
        return request;
    }
}
