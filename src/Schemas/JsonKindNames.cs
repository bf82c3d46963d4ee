using System.Text.Json;

namespace AgentStack.Schemas;

/// <summary>Between a set of kinds, the words of a schema, a value, and a sentence.</summary>
internal static class JsonKindNames
{
    public static JsonKinds Read(JsonElement type) => type.ValueKind switch
    {
        JsonValueKind.String => Parse(type.GetString()),
        JsonValueKind.Array => type.EnumerateArray().Aggregate(JsonKinds.None, (kinds, item) => kinds | Read(item)),
        _ => JsonKinds.Any,
    };

    public static JsonKinds Of(JsonElement value, Func<JsonElement, bool> isWhole) => value.ValueKind switch
    {
        JsonValueKind.Null => JsonKinds.Null,
        JsonValueKind.True or JsonValueKind.False => JsonKinds.Boolean,
        JsonValueKind.Number => isWhole(value) ? JsonKinds.Integer | JsonKinds.Number : JsonKinds.Number,
        JsonValueKind.String => JsonKinds.Text,
        JsonValueKind.Array => JsonKinds.Array,
        JsonValueKind.Object => JsonKinds.Object,
        _ => JsonKinds.None,
    };

    /// <summary>"a string", "a number or null".</summary>
    public static string Describe(JsonKinds kinds) => kinds == JsonKinds.Any
        ? "any value"
        : string.Join(" or ", Names.Where(name => kinds.HasFlag(name.Kind)).Select(name => name.Words));

    private static readonly (JsonKinds Kind, string Words)[] Names =
    [
        (JsonKinds.Text, "a string"),
        (JsonKinds.Integer, "a whole number"),
        (JsonKinds.Number, "a number"),
        (JsonKinds.Boolean, "true or false"),
        (JsonKinds.Array, "a list"),
        (JsonKinds.Object, "an object"),
        (JsonKinds.Null, "null"),
    ];

    private static JsonKinds Parse(string? type) => type switch
    {
        "null" => JsonKinds.Null,
        "boolean" => JsonKinds.Boolean,
        "integer" => JsonKinds.Integer,
        "number" => JsonKinds.Number,
        "string" => JsonKinds.Text,
        "array" => JsonKinds.Array,
        "object" => JsonKinds.Object,
        _ => JsonKinds.Any,
    };
}
