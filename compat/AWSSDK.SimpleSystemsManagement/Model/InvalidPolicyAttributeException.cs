using System.Net;
using Amazon.Runtime;

namespace Amazon.SimpleSystemsManagement.Model;

public class InvalidPolicyAttributeException : AmazonSimpleSystemsManagementException
{
    public InvalidPolicyAttributeException(string message)
        : base(message)
    {
    }

    public InvalidPolicyAttributeException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public InvalidPolicyAttributeException(Exception innerException)
        : base(innerException)
    {
    }

    public InvalidPolicyAttributeException(
        string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    public InvalidPolicyAttributeException(
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
