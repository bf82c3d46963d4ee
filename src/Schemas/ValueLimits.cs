using System.Globalization;
using System.Text.Json;

namespace AgentStack.Schemas;

/// <summary>What a schema says of a value of the right kind: its size, its steps, its uniqueness.</summary>
internal static class ValueLimits
{
    /// <summary>Longer lists are not searched for equal items, which takes the square of the length.</summary>
    private const int MostCompared = 200;

    /// <summary>What the value must do; null when it does.</summary>
    public static string? Find(SchemaNode schema, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => Number(schema, value),
        JsonValueKind.String => Count(schema, "minLength", "maxLength", Characters(value), "characters"),
        JsonValueKind.Array => Count(schema, "minItems", "maxItems", value.GetArrayLength(), "items") ?? Unique(schema, value),
        JsonValueKind.Object => Count(schema, "minProperties", "maxProperties", value.EnumerateObject().Count(), "properties"),
        _ => null,
    };

    private static string? Number(SchemaNode schema, JsonElement value) => value.GetDouble() switch
    {
        var number when !double.IsFinite(number) => "be a number that a double can hold",
        var number when number < schema.Number("minimum") => Invariant($"be at least {schema.Number("minimum")}"),
        var number when number > schema.Number("maximum") => Invariant($"be at most {schema.Number("maximum")}"),
        var number when number <= schema.Number("exclusiveMinimum") =>
            Invariant($"be more than {schema.Number("exclusiveMinimum")}"),
        var number when number >= schema.Number("exclusiveMaximum") =>
            Invariant($"be less than {schema.Number("exclusiveMaximum")}"),
        _ => Multiple(schema, value),
    };

    // In decimals: to a double, 0.3 is no multiple of 0.1.
    private static string? Multiple(SchemaNode schema, JsonElement value) =>
        schema.Get("multipleOf") is { ValueKind: JsonValueKind.Number } step
            && step.TryGetDecimal(out var size) && size > 0
            && value.TryGetDecimal(out var number) && number % size != 0
            ? Invariant($"be a multiple of {size}")
            : null;

    private static string? Unique(SchemaNode schema, JsonElement list)
    {
        if (!schema.IsTrue("uniqueItems") || list.GetArrayLength() > MostCompared)
            return null;

        var items = list.EnumerateArray().ToList();
        return items.Index().Any(item => items.Take(item.Index).Any(before => JsonElement.DeepEquals(before, item.Item)))
            ? "not have an item twice"
            : null;
    }

    private static string? Count(SchemaNode schema, string minimum, string maximum, int count, string unit) =>
        count < schema.Number(minimum) ? Invariant($"have at least {schema.Number(minimum)} {unit}")
        : count > schema.Number(maximum) ? Invariant($"have at most {schema.Number(maximum)} {unit}")
        : null;

    // JSON Schema counts code points, not UTF-16 units.
    private static int Characters(JsonElement text) => text.GetString()!.EnumerateRunes().Count();

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
