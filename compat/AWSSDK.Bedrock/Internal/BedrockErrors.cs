using Amazon.Bedrock.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Amazon.Bedrock.Internal;

internal static class BedrockErrors
{
    private static readonly Dictionary<string, Func<ErrorResponse, AmazonServiceException>> ByCode = new(StringComparer.Ordinal)
    {
        ["AccessDeniedException"] = e => new AccessDeniedException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        ["InternalServerException"] = e => new InternalServerException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        ["ResourceNotFoundException"] = e => new ResourceNotFoundException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        ["ThrottlingException"] = e => new ThrottlingException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        ["ValidationException"] = e => new ValidationException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
    };

    public static AmazonServiceException Create(ErrorResponse error) =>
        error.Code is not null && ByCode.TryGetValue(error.Code, out var create)
            ? create(error)
            : new AmazonBedrockException(
                error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode);
}
