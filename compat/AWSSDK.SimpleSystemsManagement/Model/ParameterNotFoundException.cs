using System.Net;
using Amazon.Runtime;

namespace Amazon.SimpleSystemsManagement.Model;

public class ParameterNotFoundException : AmazonSimpleSystemsManagementException
{
    public ParameterNotFoundException(string message)
        : base(message)
    {
    }

    public ParameterNotFoundException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public ParameterNotFoundException(Exception innerException)
        : base(innerException)
    {
    }

    public ParameterNotFoundException(
        string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    public ParameterNotFoundException(
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
