using Amazon.BedrockRuntime.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Amazon.BedrockRuntime.Internal;

internal static class BedrockRuntimeErrors
{
    private static readonly Dictionary<string, Func<ErrorResponse, AmazonServiceException>> ByCode = new(StringComparer.Ordinal)
    {
        ["AccessDeniedException"] = e => new AccessDeniedException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        ["InternalServerException"] = e => new InternalServerException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        ["ModelErrorException"] = e => new ModelErrorException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        ["ModelNotReadyException"] = e => new ModelNotReadyException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        ["ModelStreamErrorException"] = e => new ModelStreamErrorException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        ["ModelTimeoutException"] = e => new ModelTimeoutException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        ["ResourceNotFoundException"] = e => new ResourceNotFoundException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        ["ServiceQuotaExceededException"] = e => new ServiceQuotaExceededException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        ["ServiceUnavailableException"] = e => new ServiceUnavailableException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        ["ThrottlingException"] = e => new ThrottlingException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        ["ValidationException"] = e => new ValidationException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
    };

    public static AmazonServiceException Create(ErrorResponse error) =>
        error.Code is not null && ByCode.TryGetValue(error.Code, out var create)
            ? create(error)
            : new AmazonBedrockRuntimeException(
                error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode);
}
