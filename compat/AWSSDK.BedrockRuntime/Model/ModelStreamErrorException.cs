using System.Net;
using Amazon.Runtime;

namespace Amazon.BedrockRuntime.Model;

public class ModelStreamErrorException : AmazonBedrockRuntimeException
{
    public ModelStreamErrorException(string message)
        : base(message)
    {
    }

    public ModelStreamErrorException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public ModelStreamErrorException(Exception innerException)
        : base(innerException)
    {
    }

    public ModelStreamErrorException(
        string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    public ModelStreamErrorException(
        string message,
        Exception innerException,
        ErrorType errorType,
        string errorCode,
        string requestId,
        HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }

    public int? OriginalStatusCode { get; set; }

    public string OriginalMessage { get; set; }
}
