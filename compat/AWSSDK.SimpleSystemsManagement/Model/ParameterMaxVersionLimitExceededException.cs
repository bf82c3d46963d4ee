using System.Net;
using Amazon.Runtime;

namespace Amazon.SimpleSystemsManagement.Model;

public class ParameterMaxVersionLimitExceededException : AmazonSimpleSystemsManagementException
{
    public ParameterMaxVersionLimitExceededException(string message)
        : base(message)
    {
    }

    public ParameterMaxVersionLimitExceededException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public ParameterMaxVersionLimitExceededException(Exception innerException)
        : base(innerException)
    {
    }

    public ParameterMaxVersionLimitExceededException(
        string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    public ParameterMaxVersionLimitExceededException(
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
