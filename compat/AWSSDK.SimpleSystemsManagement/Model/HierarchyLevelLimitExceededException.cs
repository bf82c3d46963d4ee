using System.Net;
using Amazon.Runtime;

namespace Amazon.SimpleSystemsManagement.Model;

public class HierarchyLevelLimitExceededException : AmazonSimpleSystemsManagementException
{
    public HierarchyLevelLimitExceededException(string message)
        : base(message)
    {
    }

    public HierarchyLevelLimitExceededException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public HierarchyLevelLimitExceededException(Exception innerException)
        : base(innerException)
    {
    }

    public HierarchyLevelLimitExceededException(
        string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    public HierarchyLevelLimitExceededException(
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
