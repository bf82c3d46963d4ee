using System.Net;
using Amazon.Runtime;

namespace Amazon.SimpleSystemsManagement.Model;

public class ParameterPatternMismatchException : AmazonSimpleSystemsManagementException
{
    public ParameterPatternMismatchException(string message)
        : base(message)
    {
    }

    public ParameterPatternMismatchException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public ParameterPatternMismatchException(Exception innerException)
        : base(innerException)
    {
    }

    public ParameterPatternMismatchException(
        string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    public ParameterPatternMismatchException(
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
