using System.Net;
using Amazon.Runtime;

namespace Amazon.SimpleSystemsManagement.Model;

public class InvalidFilterOptionException : AmazonSimpleSystemsManagementException
{
    public InvalidFilterOptionException(string message)
        : base(message)
    {
    }

    public InvalidFilterOptionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public InvalidFilterOptionException(Exception innerException)
        : base(innerException)
    {
    }

    public InvalidFilterOptionException(
        string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    public InvalidFilterOptionException(
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
