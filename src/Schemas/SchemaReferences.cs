using System.Text.Json;

namespace AgentStack.Schemas;

/// <summary>What the references inside a schema point at. Another document is never fetched.</summary>
public sealed class SchemaReferences
{
    private static readonly string[] Keywords = ["$ref", "$dynamicRef", "$recursiveRef"];

    private readonly JsonElement _root;
    private readonly Lazy<Dictionary<string, JsonElement>> _named;

    public SchemaReferences(JsonElement root)
    {
        _root = root;
        _named = new(() =>
        {
            var named = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
            Gather(root, named);
            return named;
        });
    }

    /// <summary>The reference that a schema holds; null when it holds none.</summary>
    public static string? Of(JsonElement schema)
    {
        var node = new SchemaNode(schema);
        return Keywords.Select(node.Text).FirstOrDefault(reference => reference is not null);
    }

    /// <summary>By a path, by an anchor, or by the id of a part of the schema; null for what is not there.</summary>
    public JsonElement? Find(string reference)
    {
        if (SchemaPointer.Find(_root, reference) is { } target)
            return target;

        if (_named.Value.TryGetValue(reference.TrimEnd('#'), out var named))
            return named;

        var fragment = reference.IndexOf('#', StringComparison.Ordinal);
        return fragment > 0 && _named.Value.TryGetValue(reference[..fragment], out var part)
            ? SchemaPointer.Find(part, reference[fragment..])
            : null;
    }

    private static void Gather(JsonElement json, Dictionary<string, JsonElement> named)
    {
        if (json.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in json.EnumerateArray())
                Gather(item, named);
        }

        if (json.ValueKind != JsonValueKind.Object)
            return;

        var node = new SchemaNode(json);
        if (node.Text("$id") is { } id)
            named.TryAdd(id.TrimEnd('#'), json);
        if ((node.Text("$anchor") ?? node.Text("$dynamicAnchor")) is { } anchor)
            named.TryAdd($"#{anchor}", json);

        foreach (var member in json.EnumerateObject())
            Gather(member.Value, named);
    }
}
