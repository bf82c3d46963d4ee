using System.Net;
using Amazon.Runtime;

namespace Amazon.SimpleSystemsManagement.Model;

public class ParameterVersionNotFoundException : AmazonSimpleSystemsManagementException
{
    public ParameterVersionNotFoundException(string message)
        : base(message)
    {
    }

    public ParameterVersionNotFoundException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public ParameterVersionNotFoundException(Exception innerException)
        : base(innerException)
    {
    }

    public ParameterVersionNotFoundException(
        string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    public ParameterVersionNotFoundException(
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
