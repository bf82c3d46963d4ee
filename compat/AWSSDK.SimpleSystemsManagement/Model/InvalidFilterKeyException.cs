using System.Net;
using Amazon.Runtime;

namespace Amazon.SimpleSystemsManagement.Model;

public class InvalidFilterKeyException : AmazonSimpleSystemsManagementException
{
    public InvalidFilterKeyException(string message)
        : base(message)
    {
    }

    public InvalidFilterKeyException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public InvalidFilterKeyException(Exception innerException)
        : base(innerException)
    {
    }

    public InvalidFilterKeyException(
        string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    public InvalidFilterKeyException(
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
