using System.Text.Json;
using System.Text.RegularExpressions;
using AgentStack.LocalAws.Bedrock.Conversation;

namespace AgentStack.LocalAws.Bedrock.Validation;

/// <summary>
/// What Claude on Bedrock refuses of an input schema. None of it is in the service model, to which a schema is any JSON:
/// these are refusals that people have met, in their words. The names of properties were seen to be checked at the root
/// alone.
/// </summary>
internal static partial class ToolSchemaRules
{
    private static readonly string[] Unions = ["oneOf", "allOf", "anyOf"];

    public static string? Find(JsonElement schema, int index)
    {
        var place = $"The model returned the following errors: tools.{index}.custom.input_schema";
        if (Unions.Any(union => schema.Member(union) is not null))
            return $"{place}: input_schema does not support oneOf, allOf, or anyOf at the top level";

        if (schema.Member("properties") is { ValueKind: JsonValueKind.Object } properties
            && properties.EnumerateObject().Any(property => !Key().IsMatch(property.Name)))
        {
            return $"{place}.properties: Property keys should match pattern '^[a-zA-Z0-9_.-]{{1,64}}$'";
        }

        return SchemaDraft.IsValid(schema)
            ? null
            : $"{place}: JSON schema is invalid. It must match JSON Schema draft 2020-12 "
                + "(https://json-schema.org/draft/2020-12). Learn more about tool use at https://docs.claude.com/en/docs/tool-use.";
    }

    [GeneratedRegex(@"\A[a-zA-Z0-9_.-]{1,64}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Key();
}
