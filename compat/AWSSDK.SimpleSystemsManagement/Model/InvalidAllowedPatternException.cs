using System.Net;
using Amazon.Runtime;

namespace Amazon.SimpleSystemsManagement.Model;

public class InvalidAllowedPatternException : AmazonSimpleSystemsManagementException
{
    public InvalidAllowedPatternException(string message)
        : base(message)
    {
    }

    public InvalidAllowedPatternException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public InvalidAllowedPatternException(Exception innerException)
        : base(innerException)
    {
    }

    public InvalidAllowedPatternException(
        string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    public InvalidAllowedPatternException(
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
