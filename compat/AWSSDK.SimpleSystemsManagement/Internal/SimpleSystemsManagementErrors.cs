using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.SimpleSystemsManagement.Model;

namespace Amazon.SimpleSystemsManagement.Internal;

internal static class SimpleSystemsManagementErrors
{
    private static readonly Dictionary<string, Func<ErrorResponse, AmazonServiceException>> ByCode = new(StringComparer.Ordinal)
    {
        ["HierarchyLevelLimitExceededException"] = e => new HierarchyLevelLimitExceededException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        ["HierarchyTypeMismatchException"] = e => new HierarchyTypeMismatchException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        ["IncompatiblePolicyException"] = e => new IncompatiblePolicyException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        ["InternalServerError"] = e => new InternalServerErrorException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        ["InvalidAllowedPatternException"] = e => new InvalidAllowedPatternException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        ["InvalidFilterKey"] = e => new InvalidFilterKeyException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        ["InvalidFilterOption"] = e => new InvalidFilterOptionException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        ["InvalidFilterValue"] = e => new InvalidFilterValueException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        ["InvalidKeyId"] = e => new InvalidKeyIdException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        ["InvalidNextToken"] = e => new InvalidNextTokenException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        ["InvalidPolicyAttributeException"] = e => new InvalidPolicyAttributeException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        ["InvalidPolicyTypeException"] = e => new InvalidPolicyTypeException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        ["ParameterAlreadyExists"] = e => new ParameterAlreadyExistsException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        ["ParameterLimitExceeded"] = e => new ParameterLimitExceededException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        ["ParameterMaxVersionLimitExceeded"] = e => new ParameterMaxVersionLimitExceededException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        ["ParameterNotFound"] = e => new ParameterNotFoundException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        ["ParameterPatternMismatchException"] = e => new ParameterPatternMismatchException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        ["ParameterVersionNotFound"] = e => new ParameterVersionNotFoundException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        ["PoliciesLimitExceededException"] = e => new PoliciesLimitExceededException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        ["TooManyUpdates"] = e => new TooManyUpdatesException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        ["UnsupportedParameterType"] = e => new UnsupportedParameterTypeException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
    };

    public static AmazonServiceException Create(ErrorResponse error) =>
        error.Code is not null && ByCode.TryGetValue(error.Code, out var create)
            ? create(error)
            : new AmazonSimpleSystemsManagementException(
                error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode);
}
