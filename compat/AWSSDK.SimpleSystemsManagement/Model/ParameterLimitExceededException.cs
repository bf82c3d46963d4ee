using System.Net;
using Amazon.Runtime;

namespace Amazon.SimpleSystemsManagement.Model;

public class ParameterLimitExceededException : AmazonSimpleSystemsManagementException
{
    public ParameterLimitExceededException(string message)
        : base(message)
    {
    }

    public ParameterLimitExceededException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public ParameterLimitExceededException(Exception innerException)
        : base(innerException)
    {
    }

    public ParameterLimitExceededException(
        string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    public ParameterLimitExceededException(
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
