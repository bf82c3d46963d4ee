using Amazon.BedrockAgentCore.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Amazon.BedrockAgentCore.Internal;

internal static class BedrockAgentCoreErrors
{
    private static readonly Dictionary<string, Func<ErrorResponse, AmazonServiceException>> ByCode =
        new(StringComparer.Ordinal)
        {
            ["AccessDeniedException"] = e => new AccessDeniedException(
                e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["InvalidInputException"] = e => new InvalidInputException(
                e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["ResourceNotFoundException"] = e => new ResourceNotFoundException(
                e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["RetryableConflictException"] = e => new RetryableConflictException(
                e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["ServiceException"] = e => new ServiceException(
                e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["ServiceQuotaExceededException"] = e => new ServiceQuotaExceededException(
                e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["ThrottledException"] = e => new ThrottledException(
                e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["ValidationException"] = e => new ValidationException(
                e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        };

    public static AmazonServiceException Create(ErrorResponse error) =>
        error.Code is not null && ByCode.TryGetValue(error.Code, out var create)
            ? create(error)
            : new AmazonBedrockAgentCoreException(
                error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode);
}
