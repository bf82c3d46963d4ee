using System.Text.Json.Nodes;
using AgentStack.LocalAws.Wire;

namespace AgentStack.LocalAws.Ssm;

/// <summary>The operations that write.</summary>
internal sealed class ParameterWriter(ParameterStore store)
{
    private const int MaximumValueLength = 4096;

    public SsmResult Put(PutParameterRequest request)
    {
        if (Problem(request) is { } problem)
            return problem;

        var existing = store.Find(request.Name!);
        if (existing is not null && request.Overwrite != true)
            return SsmErrors.AlreadyExists;

        if (request.Type is null && existing is null)
            return SsmErrors.Validation("A parameter type is required when you create a parameter.");

        var type = request.Type is null ? existing!.Type : Enum.Parse<ParameterType>(request.Type);
        if (existing is not null && existing.Type != type)
            return SsmErrors.TypeMismatch;

        var version = store.Put(request.Name!, type, request.Value!, request.DataType ?? existing?.DataType);
        return new JsonObject { ["Tier"] = "Standard", ["Version"] = version };
    }

    public SsmResult Delete(DeleteParameterRequest request)
    {
        if (request.Name is null)
            return SsmErrors.Missing("name");

        return store.Delete(request.Name) ? new JsonObject() : SsmErrors.NotFound;
    }

    private static AwsError? Problem(PutParameterRequest request)
    {
        if (request.Name is null)
            return SsmErrors.Missing("name");

        if (request.Value is null)
            return SsmErrors.Missing("value");

        if (request.Value.Length == 0)
            return SsmErrors.Constraint("value", "", "Member must have length greater than or equal to 1");

        if (request.Value.Length > MaximumValueLength)
        {
            return SsmErrors.Validation(
                $"Standard tier parameters support a maximum parameter value of {MaximumValueLength} characters. To create a larger "
                + "parameter value, upgrade the parameter to use the advanced-parameter tier.");
        }

        if (request.Type is not null && !Enum.GetNames<ParameterType>().Contains(request.Type))
        {
            return SsmErrors.Constraint(
                "type", request.Type, "Member must satisfy enum value set: [SecureString, StringList, String]");
        }

        return ParameterName.Problem(request.Name);
    }
}
