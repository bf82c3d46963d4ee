using System.Text.Json;
using AgentStack.LocalAws.Bedrock.Conversation;

namespace AgentStack.LocalAws.Bedrock.Offline;

/// <summary>One parameter of a tool, as its JSON schema has it.</summary>
internal sealed record ToolProperty(
    string Name,
    string Type,
    string Description,
    bool Required,
    string[] Values,
    bool OfNumbers,
    JsonElement? Fallback)
{
    public bool IsNumber => Type is "number" or "integer";

    public bool IsText => Type == "string" && Values.Length == 0;

    /// <summary>Whether the name has one of the words.</summary>
    public bool Says(params string[] words) =>
        words.Any(word => Name.Contains(word, StringComparison.OrdinalIgnoreCase));

    public static IEnumerable<ToolProperty> Of(OfferedTool tool)
    {
        var required = Strings(tool.Schema.Items("required")).ToHashSet();
        return tool.Schema.Member("properties") is { ValueKind: JsonValueKind.Object } properties
            ? [.. properties.EnumerateObject()
                .Select(property => Read(property.Name, property.Value, required.Contains(property.Name)))]
            : [];
    }

    private static ToolProperty Read(string name, JsonElement schema, bool required) => new(
        name,
        Kind(schema),
        schema.Text("description") ?? "",
        required,
        [.. Strings(schema.Items("enum"))],
        schema.Member("items") is { } items && Kind(items) is "number" or "integer",
        schema.Member("default"));

    // A type may be a list such as ["string", "null"], or hide in anyOf.
    private static string Kind(JsonElement schema)
    {
        IEnumerable<string?> kinds =
        [
            schema.Text("type"),
            .. Strings(schema.Items("type")),
            .. schema.Items("anyOf").Select(item => item.Text("type")),
        ];
        return kinds.FirstOrDefault(kind => kind is not (null or "null"))
            ?? (schema.Member("properties") is null ? "string" : "object");
    }

    private static IEnumerable<string> Strings(IEnumerable<JsonElement> items) =>
        items.Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!);
}
