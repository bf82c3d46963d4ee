using AgentStack.LocalAws.Wire;

namespace AgentStack.LocalAws.AgentCore.Memory;

/// <summary>The refusals of the memory data plane, in its words where they are known.</summary>
internal static class MemoryErrors
{
    public static readonly MemoryRefusal InvalidMemoryId = Invalid("Invalid memoryId: not a valid memory ID or ARN");

    public static readonly MemoryRefusal InvalidNextToken = Invalid("Invalid nextToken: it is of no page of this listing");

    public static readonly MemoryRefusal NotJson = Validation(
        "CannotParse", "The request body is not the JSON of this operation.");

    public static readonly MemoryRefusal TokenOfAnother = Validation(
        "IdempotentParameterMismatchException",
        "The clientToken was used before by a request with other parameters. Use another one.");

    public static MemoryRefusal Invalid(string message) => Validation("FieldValidationFailed", message);

    public static MemoryRefusal NoMemory(string id) => NotFound($"Memory not found: {id}");

    public static MemoryRefusal NoEvent(string id) => NotFound($"Unable to find event with id {id}");

    public static MemoryRefusal RootOfAnotherSession(string id) =>
        Validation("EventInOtherSession", $"The root event {id} is in another session.");

    public static MemoryRefusal OtherRoot(string branch) =>
        Validation("FieldValidationFailed", $"The branch {branch} does not begin at this root event.");

    private static MemoryRefusal NotFound(string message) => new(new AwsError(404, "ResourceNotFoundException", message));

    private static MemoryRefusal Validation(string reason, string message) =>
        new(new AwsError(400, "ValidationException", message), reason);
}
