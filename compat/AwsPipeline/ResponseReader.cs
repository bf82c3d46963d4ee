using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;

namespace AgentStack.Compat.AwsPipeline;

internal class ResponseReader<TResponse>(WireJson json, Func<ErrorResponse, AmazonServiceException> createError)
    : JsonResponseUnmarshaller
    where TResponse : AmazonWebServiceResponse, new()
{
    private const int BufferSize = 4096;

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        using var body = new MemoryStream();
        input.Stream.CopyTo(body);
        var response = new TResponse();
        if (body.Length > 0)
        {
            body.Position = 0;
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = input.JsonMaxDepth });
            json.Fill(response, document.RootElement);
        }

        return response;
    }

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var reader = new StreamingUtf8JsonReader(input.Stream, BufferSize, input.JsonMaxDepth);
        var error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(input, ref reader);
        error.InnerException = innerException;
        error.StatusCode = statusCode;
        var exception = createError(error);
        FillDetails(exception, input.GetResponseBodyBytes());
        return exception;
    }

    private void FillDetails(AmazonServiceException exception, byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                json.Fill(exception, document.RootElement);
            }
        }
        catch (JsonException)
        {
            // An error page of a proxy in between: its status is all there is to tell.
        }
    }
}
