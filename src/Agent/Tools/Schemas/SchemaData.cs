using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentStack.Agent.Tools.Schemas;

/// <summary>
/// Values inside a schema. Bedrock's chat client writes null as an empty string and fails on numbers that no double
/// holds and on objects with a name twice: such values are left out rather than changed.
/// </summary>
internal static class SchemaData
{
    private const int Longest = 2000;

    public static bool IsSound(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => false,
        JsonValueKind.Number => IsFinite(json),
        JsonValueKind.Array => json.EnumerateArray().All(IsSound),
        JsonValueKind.Object => json.EnumerateObject().All(member => IsSound(member.Value))
            && json.EnumerateObject().CountBy(member => member.Name, StringComparer.Ordinal).All(name => name.Value == 1),
        _ => true,
    };

    public static bool IsFinite(JsonElement json) =>
        json.ValueKind == JsonValueKind.Number && json.TryGetDouble(out var number) && double.IsFinite(number);

    /// <summary>A whole number of zero or more.</summary>
    public static bool IsCount(JsonElement json) =>
        json.ValueKind == JsonValueKind.Number && json.TryGetDouble(out var number) && double.IsInteger(number) && number >= 0;

    public static bool IsShort(JsonElement json) => json.GetRawText().Length <= Longest;

    public static JsonNode ToNode(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => new JsonArray([.. json.EnumerateArray().Select(ToNode)]),
        JsonValueKind.Object => new JsonObject(
            json.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, (JsonNode?)ToNode(member.Value)))),
        _ => JsonValue.Create(json.Clone())!,
    };
}
