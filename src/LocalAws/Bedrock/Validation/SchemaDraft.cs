using System.Globalization;
using System.Text.Json;

namespace AgentStack.LocalAws.Bedrock.Validation;

/// <summary>Whether JSON is a schema by the meta-schema of draft 2020-12, with references that lead somewhere in it.</summary>
internal sealed class SchemaDraft
{
    private static readonly string[] Types = ["array", "boolean", "integer", "null", "number", "object", "string"];

    private readonly JsonElement _root;
    private readonly HashSet<string> _anchors = [];

    private SchemaDraft(JsonElement root)
    {
        _root = root;
        FindAnchors(root);
    }

    public static bool IsValid(JsonElement schema) => new SchemaDraft(schema).IsSchema(schema);

    private bool IsSchema(JsonElement schema) => schema.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => true,
        JsonValueKind.Object => schema.EnumerateObject().All(IsKeyword),
        _ => false,
    };

    private bool IsKeyword(JsonProperty member) => member.Name switch
    {
        "type" => IsType(member.Value),
        "enum" or "examples" => member.Value.ValueKind == JsonValueKind.Array,
        "required" => IsNames(member.Value),
        "dependentRequired" => IsMap(member.Value, IsNames),
        "properties" or "patternProperties" or "dependentSchemas" or "$defs" or "definitions" => IsMap(member.Value, IsSchema),
        "items" or "contains" or "not" or "if" or "then" or "else" or "additionalProperties" or "propertyNames"
            or "unevaluatedItems" or "unevaluatedProperties" or "contentSchema" => IsSchema(member.Value),
        "allOf" or "anyOf" or "oneOf" or "prefixItems" => member.Value.ValueKind == JsonValueKind.Array
            && member.Value.GetArrayLength() > 0 && member.Value.EnumerateArray().All(IsSchema),
        "minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum" => member.Value.ValueKind == JsonValueKind.Number,
        "multipleOf" => member.Value.ValueKind == JsonValueKind.Number && member.Value.GetDouble() > 0,
        "minLength" or "maxLength" or "minItems" or "maxItems" or "minProperties" or "maxProperties" or "minContains"
            or "maxContains" => IsCount(member.Value),
        "uniqueItems" or "deprecated" or "readOnly" or "writeOnly" => member.Value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "title" or "description" or "format" or "pattern" or "$comment" or "$id" or "$schema" or "$anchor" =>
            member.Value.ValueKind == JsonValueKind.String,
        "$ref" or "$dynamicRef" => member.Value.ValueKind == JsonValueKind.String && LeadsSomewhere(member.Value.GetString()!),
        _ => true,
    };

    private static bool IsType(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Types.Contains(value.GetString()),
        JsonValueKind.Array => value.GetArrayLength() > 0
            && value.EnumerateArray().All(type => type.ValueKind == JsonValueKind.String && Types.Contains(type.GetString()))
            && value.EnumerateArray().Select(type => type.GetString()).Distinct().Count() == value.GetArrayLength(),
        _ => false,
    };

    private static bool IsNames(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array
        && value.EnumerateArray().All(name => name.ValueKind == JsonValueKind.String)
        && value.EnumerateArray().Select(name => name.GetString()).Distinct().Count() == value.GetArrayLength();

    private static bool IsMap(JsonElement value, Func<JsonElement, bool> isGood) =>
        value.ValueKind == JsonValueKind.Object && value.EnumerateObject().All(member => isGood(member.Value));

    private static bool IsCount(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.GetDouble() is >= 0 and var count && double.IsInteger(count);

    private bool LeadsSomewhere(string reference)
    {
        if (!reference.StartsWith('#'))
            return false;

        if (reference.Length == 1 || _anchors.Contains(reference[1..]))
            return true;

        JsonElement? current = reference[1] == '/' ? _root : null;
        foreach (var step in Uri.UnescapeDataString(reference).Split('/').Skip(1))
            current = Step(current, step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal));

        return current is not null;
    }

    private static JsonElement? Step(JsonElement? current, string step) => current switch
    {
        { ValueKind: JsonValueKind.Object } members when members.TryGetProperty(step, out var member) => member,
        { ValueKind: JsonValueKind.Array } items
            when int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && index < items.GetArrayLength() => items[index],
        _ => null,
    };

    private void FindAnchors(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in json.EnumerateArray())
                FindAnchors(item);
        }

        if (json.ValueKind != JsonValueKind.Object)
            return;

        foreach (var member in json.EnumerateObject())
        {
            if (member.Name is "$anchor" or "$dynamicAnchor" && member.Value.ValueKind == JsonValueKind.String)
                _anchors.Add(member.Value.GetString()!);

            FindAnchors(member.Value);
        }
    }
}
