using System.Text.Json.Nodes;

namespace AgentStack.Agent.Tools;

/// <summary>
/// Puts what a schema's references point at in their places. Only a schema's properties reach Bedrock, without the
/// definitions beside them, and a reference that points nowhere has the whole request refused.
/// </summary>
internal sealed class SchemaReferences(JsonObject root)
{
    private const string Reference = "$ref";
    private const int DeepestNesting = 5;
    private const int MostNodes = 20_000;

    private static readonly string[] Definitions = ["$defs", "definitions"];

    private int _nodes;

    /// <exception cref="InvalidOperationException">Written out, the schema is too large to be offered.</exception>
    public JsonObject Inline()
    {
        var inlined = (JsonObject)Copy(root, depth: 0)!;
        foreach (var definitions in Definitions)
            inlined.Remove(definitions);

        return inlined;
    }

    private JsonNode? Copy(JsonNode? node, int depth)
    {
        if (++_nodes > MostNodes)
            throw new InvalidOperationException("The schema is too large when its references are written out.");

        return node switch
        {
            JsonObject schema when Target(schema) is { } path => Resolve(schema, path, depth + 1),
            JsonObject schema => new JsonObject(schema
                .Where(member => node != root || !Definitions.Contains(member.Key))
                .Select(member => KeyValuePair.Create(member.Key, Copy(member.Value, depth)))),
            JsonArray items => new JsonArray([.. items.Select(item => Copy(item, depth))]),
            _ => node?.DeepClone(),
        };
    }

    // A schema that holds itself is cut at a depth that no model fills: below it, anything goes.
    private JsonObject Resolve(JsonObject schema, string path, int depth)
    {
        var target = depth > DeepestNesting ? null : Find(path);
        var resolved = target is null ? [] : Copy(target, depth) as JsonObject ?? [];
        foreach (var (key, value) in schema.Where(member => member.Key != Reference))
            resolved[key] = Copy(value, depth);

        return resolved;
    }

    private JsonNode? Find(string path)
    {
        JsonNode? current = root;
        foreach (var step in path.Split('/').Skip(1))
            current = (current as JsonObject)?[step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)];

        return current;
    }

    private static string? Target(JsonObject schema) =>
        schema[Reference] is JsonValue value && value.TryGetValue<string>(out var path) && path.StartsWith('#') ? path : null;
}
