using System.Text.Json;

namespace AgentStack.McpServer.Arguments;

/// <summary>The part of JSON Schema that the parameters of methods are described with; other keywords do not bind.</summary>
internal sealed record ValueSchema
{
    public static readonly ValueSchema Anything = new();

    public JsonKinds Kinds { get; private init; } = JsonKinds.Any;

    /// <summary>The allowed values; empty when any is.</summary>
    public IReadOnlyList<JsonElement> Values { get; private init; } = [];

    public double? Minimum { get; private init; }

    public double? Maximum { get; private init; }

    public double? ExclusiveMinimum { get; private init; }

    public double? ExclusiveMaximum { get; private init; }

    public double? MinLength { get; private init; }

    public double? MaxLength { get; private init; }

    public double? MinItems { get; private init; }

    public double? MaxItems { get; private init; }

    public ValueSchema? Items { get; private init; }

    public IReadOnlyDictionary<string, ValueSchema> Properties { get; private init; } =
        new Dictionary<string, ValueSchema>(StringComparer.Ordinal);

    public IReadOnlyList<string> Required { get; private init; } = [];

    /// <summary>No properties but the named ones.</summary>
    public bool IsClosed { get; private init; }

    public static ValueSchema Read(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object)
            return Anything;

        return new ValueSchema
        {
            Kinds = Get(schema, "type") is { } type ? JsonKindNames.Read(type) : JsonKinds.Any,
            Values = [.. Elements(schema, "enum"), .. Get(schema, "const") is { } only ? [only] : Array.Empty<JsonElement>()],
            Minimum = Number(schema, "minimum"),
            Maximum = Number(schema, "maximum"),
            ExclusiveMinimum = Number(schema, "exclusiveMinimum"),
            ExclusiveMaximum = Number(schema, "exclusiveMaximum"),
            MinLength = Number(schema, "minLength"),
            MaxLength = Number(schema, "maxLength"),
            MinItems = Number(schema, "minItems"),
            MaxItems = Number(schema, "maxItems"),
            Items = Get(schema, "items") is { } items ? Read(items) : null,
            Properties = ReadProperties(schema),
            Required = [.. Elements(schema, "required").Select(name => name.GetString()).OfType<string>()],
            IsClosed = Get(schema, "additionalProperties") is { ValueKind: JsonValueKind.False },
        };
    }

    private static Dictionary<string, ValueSchema> ReadProperties(JsonElement schema) =>
        Get(schema, "properties") is { ValueKind: JsonValueKind.Object } properties
            ? properties.EnumerateObject().ToDictionary(property => property.Name, property => Read(property.Value))
            : [];

    private static JsonElement[] Elements(JsonElement schema, string keyword) =>
        Get(schema, keyword) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];

    private static double? Number(JsonElement schema, string keyword) =>
        Get(schema, keyword) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;

    private static JsonElement? Get(JsonElement schema, string keyword) =>
        schema.TryGetProperty(keyword, out var value) ? value : null;
}
