using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentStack.Agent.Tools;

/// <summary>Makes a tool's input schema one that Bedrock and the kernel take, without changing what it says.</summary>
internal static class ToolSchema
{
    private const string Properties = "properties";

    /// <exception cref="InvalidOperationException">The schema is too large to be offered.</exception>
    public static JsonElement Normalise(JsonElement schema)
    {
        var root = new SchemaReferences(JsonObject.Create(schema) ?? []).Inline();
        root["type"] = "object";
        if (root[Properties] is not JsonObject properties)
        {
            properties = [];
            root[Properties] = properties;
        }

        foreach (var (name, value) in properties.ToList())
        {
            // "true" takes anything, which an empty schema says too; the kernel refuses a boolean.
            if (value is JsonValue)
                properties[name] = new JsonObject();
        }

        return JsonSerializer.SerializeToElement(root, ToolJson.Default.JsonObject);
    }
}
