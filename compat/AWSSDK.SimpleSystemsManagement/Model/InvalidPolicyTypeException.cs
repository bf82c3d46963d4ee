using System.Net;
using Amazon.Runtime;

namespace Amazon.SimpleSystemsManagement.Model;

public class InvalidPolicyTypeException : AmazonSimpleSystemsManagementException
{
    public InvalidPolicyTypeException(string message)
        : base(message)
    {
    }

    public InvalidPolicyTypeException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public InvalidPolicyTypeException(Exception innerException)
        : base(innerException)
    {
    }

    public InvalidPolicyTypeException(
        string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    public InvalidPolicyTypeException(
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
