using System.Net;
using Amazon.Runtime;

namespace Amazon.SimpleSystemsManagement.Model;

public class IncompatiblePolicyException : AmazonSimpleSystemsManagementException
{
    public IncompatiblePolicyException(string message)
        : base(message)
    {
    }

    public IncompatiblePolicyException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public IncompatiblePolicyException(Exception innerException)
        : base(innerException)
    {
    }

    public IncompatiblePolicyException(
        string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    public IncompatiblePolicyException(
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
