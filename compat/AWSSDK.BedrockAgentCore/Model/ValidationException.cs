using System.Net;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCore.Model;

public class ValidationException : AmazonBedrockAgentCoreException
{
    public ValidationException(string message)
        : base(message)
    {
    }

    public ValidationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public ValidationException(Exception innerException)
        : base(innerException)
    {
    }

    public ValidationException(
        string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    public ValidationException(
        string message,
        Exception innerException,
        ErrorType errorType,
        string errorCode,
        string requestId,
        HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }

    public List<ValidationExceptionField> FieldList { get; set; } =
        AWSConfigs.InitializeCollections ? [] : null;

    public ValidationExceptionReason Reason { get; set; }
}
