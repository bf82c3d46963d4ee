using System.Net;
using Amazon.Runtime;

namespace Amazon.Bedrock;

public class AmazonBedrockException : AmazonServiceException
{
    public AmazonBedrockException(string message)
        : base(message)
    {
    }

    public AmazonBedrockException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public AmazonBedrockException(Exception innerException)
        : base(innerException.Message, innerException)
    {
    }

    public AmazonBedrockException(
        string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    public AmazonBedrockException(
        string message,
        Exception innerException,
        ErrorType errorType,
        string errorCode,
        string requestId,
        HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
