using System.Net;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCore;

public class AmazonBedrockAgentCoreException : AmazonServiceException
{
    public AmazonBedrockAgentCoreException(string message)
        : base(message)
    {
    }

    public AmazonBedrockAgentCoreException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public AmazonBedrockAgentCoreException(Exception innerException)
        : base(innerException.Message, innerException)
    {
    }

    public AmazonBedrockAgentCoreException(
        string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    public AmazonBedrockAgentCoreException(
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
