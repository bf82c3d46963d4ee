using System.Net;
using Amazon.Runtime;

namespace Amazon.SimpleSystemsManagement.Model;

public class InvalidFilterValueException : AmazonSimpleSystemsManagementException
{
    public InvalidFilterValueException(string message)
        : base(message)
    {
    }

    public InvalidFilterValueException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public InvalidFilterValueException(Exception innerException)
        : base(innerException)
    {
    }

    public InvalidFilterValueException(
        string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    public InvalidFilterValueException(
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
