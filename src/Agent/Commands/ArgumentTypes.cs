using System.Text.Json;
using AgentStack.Schemas;

namespace AgentStack.Agent.Commands;

/// <summary>The JSON types that a schema lets one argument have, as far as it says so.</summary>
internal sealed class ArgumentTypes
{
    private const int Deepest = 16;

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly List<JsonElement> _items = [];
    private readonly SchemaReferences _references;

    private ArgumentTypes(SchemaReferences references) => _references = references;

    public IReadOnlySet<string> Names => _names;

    /// <summary>Whether the schema says anything of it.</summary>
    public bool IsKnown => _names.Count > 0;

    public static ArgumentTypes Of(JsonElement schema, string name)
    {
        var types = new ArgumentTypes(new SchemaReferences(schema));
        types.AddProperty(schema, name, 0);
        return types;
    }

    /// <summary>Those of a list's items.</summary>
    public ArgumentTypes Items()
    {
        var types = new ArgumentTypes(_references);
        foreach (var item in _items)
            types.Add(item, 0);

        return types;
    }

    private void AddProperty(JsonElement schema, string name, int depth)
    {
        if (depth > Deepest || schema.ValueKind != JsonValueKind.Object)
            return;

        if (Member(schema, "properties") is { } properties && Member(properties, name) is { } property)
            Add(property, depth);

        foreach (var part in Parts(schema))
            AddProperty(part, name, depth + 1);
    }

    private void Add(JsonElement schema, int depth)
    {
        if (depth > Deepest || schema.ValueKind != JsonValueKind.Object)
            return;

        if (Member(schema, "type") is { } type)
            AddNames(type.ValueKind == JsonValueKind.Array ? type.EnumerateArray() : [type]);
        else if (Member(schema, "enum") is { ValueKind: JsonValueKind.Array } choices)
            _names.UnionWith(choices.EnumerateArray().Select(TypeOf));
        else if (Member(schema, "const") is { } constant)
            _names.Add(TypeOf(constant));

        if (Member(schema, "items") is { } items)
            _items.Add(items);

        foreach (var part in Parts(schema))
            Add(part, depth + 1);
    }

    private void AddNames(IEnumerable<JsonElement> types)
    {
        foreach (var type in types)
        {
            if (type.ValueKind == JsonValueKind.String)
                _names.Add(type.GetString()!);
        }
    }

    private IEnumerable<JsonElement> Parts(JsonElement schema)
    {
        foreach (var name in (string[])["anyOf", "oneOf", "allOf"])
        {
            if (Member(schema, name) is { ValueKind: JsonValueKind.Array } parts)
            {
                foreach (var part in parts.EnumerateArray())
                    yield return part;
            }
        }

        if (SchemaReferences.Of(schema) is { } reference && _references.Find(reference) is { } target)
            yield return target;
    }

    private static JsonElement? Member(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : null;

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.Null => "null",
        _ => "string",
    };
}
