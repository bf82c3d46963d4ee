using AgentStack.LocalAws.Wire;

namespace AgentStack.LocalAws.Ssm;

/// <summary>The refusals of Parameter Store, in its words.</summary>
internal static class SsmErrors
{
    public static readonly AwsError NotFound = new(400, "ParameterNotFound", "");

    public static readonly AwsError VersionNotFound = new(
        400, "ParameterVersionNotFound", "There is no such version of the parameter.");

    public static readonly AwsError AlreadyExists = new(
        400,
        "ParameterAlreadyExists",
        "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.");

    public static readonly AwsError TypeMismatch = new(
        400,
        "HierarchyTypeMismatchException",
        "Parameter Store does not support changing a parameter type. Delete the parameter first.");

    public static readonly AwsError TooDeep = new(
        400, "HierarchyLevelLimitExceededException", "A parameter name can have at most 15 levels.");

    public static readonly AwsError InvalidNextToken = new(400, "InvalidNextToken", "The specified token is not valid.");

    public static readonly AwsError InvalidFilter = new(
        400, "InvalidFilterKey", "Parameter filters are not served here; ask without ParameterFilters.");

    public static readonly AwsError Malformed = new(
        400, "SerializationException", "The request body is not the JSON of this operation.");

    public static AwsError Validation(string message) => new(400, "ValidationException", message);

    public static AwsError Constraint(string member, string value, string constraint) =>
        Validation($"1 validation error detected: Value '{value}' at '{member}' failed to satisfy constraint: {constraint}");

    public static AwsError Missing(string member) => Constraint(member, "null", "Member must not be null");
}
