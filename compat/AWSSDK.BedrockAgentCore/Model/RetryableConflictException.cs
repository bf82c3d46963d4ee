using System.Net;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCore.Model;

public class RetryableConflictException : AmazonBedrockAgentCoreException
{
    public RetryableConflictException(string message)
        : base(message)
    {
    }

    public RetryableConflictException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public RetryableConflictException(Exception innerException)
        : base(innerException)
    {
    }

    public RetryableConflictException(
        string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    public RetryableConflictException(
        string message,
        Exception innerException,
        ErrorType errorType,
        string errorCode,
        string requestId,
        HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }

    public override RetryableDetails Retryable { get; } = new(false);
}
