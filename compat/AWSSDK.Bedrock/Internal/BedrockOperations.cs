using System.Globalization;
using AgentStack.Compat.AwsPipeline;
using Amazon.Bedrock.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Amazon.Bedrock.Internal;

internal static class BedrockOperations
{
    public static InvokeOptions GetGuardrail { get; } = new()
    {
        RequestMarshaller = new RequestMarshaller(request => Marshall((GetGuardrailRequest)request)),
        ResponseUnmarshaller = new ResponseReader<GetGuardrailResponse>(WireJson.CamelCase, BedrockErrors.Create),
    };

    public static InvokeOptions ListGuardrails { get; } = new()
    {
        RequestMarshaller = new RequestMarshaller(request => Marshall((ListGuardrailsRequest)request)),
        ResponseUnmarshaller = new ResponseReader<ListGuardrailsResponse>(WireJson.CamelCase, BedrockErrors.Create),
    };

    private static DefaultRequest Marshall(GetGuardrailRequest publicRequest)
    {
        if (publicRequest.GuardrailIdentifier is null)
        {
            throw new AmazonBedrockException("Request object does not have required field GuardrailIdentifier set");
        }

        var request = Get(publicRequest, "/guardrails/{guardrailIdentifier}");
        request.AddPathResource("{guardrailIdentifier}", publicRequest.GuardrailIdentifier);
        AddQuery(request, "guardrailVersion", publicRequest.GuardrailVersion);
        return request;
    }

    private static DefaultRequest Marshall(ListGuardrailsRequest publicRequest)
    {
        var request = Get(publicRequest, "/guardrails");
        AddQuery(request, "guardrailIdentifier", publicRequest.GuardrailIdentifier);
        AddQuery(request, "maxResults", publicRequest.MaxResults?.ToString(CultureInfo.InvariantCulture));
        AddQuery(request, "nextToken", publicRequest.NextToken);
        return request;
    }

    private static DefaultRequest Get(AmazonWebServiceRequest publicRequest, string path)
    {
        var request = new DefaultRequest(publicRequest, "Amazon.Bedrock")
        {
            HttpMethod = "GET",
            ResourcePath = path,
            UseQueryString = true,
        };
        request.Headers["x-amz-api-version"] = "2023-04-20";
        return request;
    }

    private static void AddQuery(DefaultRequest request, string name, string value)
    {
        if (value is not null)
        {
            request.Parameters.Add(name, value);
        }
    }
}
