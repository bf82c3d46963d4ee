using System.Globalization;
using System.Text.Json;

namespace AgentStack.McpServer.Arguments;

/// <summary>
/// Checks arguments against a tool's schema before they are bound, and names the argument, what is wrong with it and
/// what is allowed: the model that wrote the call reads it and calls again.
/// </summary>
internal static class ArgumentCheck
{
    /// <summary>More than that a model does not read, and a caller may send any number of wrong ones.</summary>
    private const int MostProblems = 10;

    public static IReadOnlyList<string> Check(ValueSchema schema, JsonElement arguments)
    {
        var problems = new List<string>();
        CheckProperties(schema, arguments, "", problems);
        return problems.Count <= MostProblems ? problems : [.. problems[..MostProblems], "and more"];
    }

    private static void CheckProperties(ValueSchema schema, JsonElement value, string path, List<string> problems)
    {
        var isAbsent = value.ValueKind == JsonValueKind.Undefined;
        foreach (var name in schema.Required.Where(name => isAbsent || !value.TryGetProperty(name, out _)))
            problems.Add($"\"{path}{name}\" is required ({Describe(schema.Properties.GetValueOrDefault(name))})");

        if (isAbsent)
            return;

        foreach (var property in value.EnumerateObject())
        {
            if (problems.Count > MostProblems)
                return;

            if (schema.Properties.TryGetValue(property.Name, out var known))
                CheckValue(known, property.Value, path + property.Name, problems);
            else if (schema.IsClosed)
                problems.Add($"\"{path}{Excerpt.Of(property.Name)}\" is not an argument; {Known(schema)}");
        }
    }

    private static void CheckValue(ValueSchema schema, JsonElement value, string path, List<string> problems)
    {
        if ((schema.Kinds & JsonKindNames.Of(value)) == JsonKinds.None
            || (schema.Values.Count > 0 && !schema.Values.Any(allowed => JsonElement.DeepEquals(allowed, value))))
        {
            problems.Add($"\"{path}\" must be {Describe(schema)}, not {Show(value)}");
            return;
        }

        if (Limit(schema, value) is { } limit)
            problems.Add($"\"{path}\" must {limit}");

        if (value.ValueKind == JsonValueKind.Object)
            CheckProperties(schema, value, $"{path}.", problems);

        if (value.ValueKind == JsonValueKind.Array && schema.Items is { } items)
        {
            foreach (var (index, item) in value.EnumerateArray().Index().TakeWhile(_ => problems.Count <= MostProblems))
                CheckValue(items, item, string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"), problems);
        }
    }

    private static string? Limit(ValueSchema schema, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => NumberLimit(schema, value.GetDouble()),
        JsonValueKind.String => CountLimit(schema.MinLength, schema.MaxLength, Characters(value), "characters"),
        JsonValueKind.Array => CountLimit(schema.MinItems, schema.MaxItems, value.GetArrayLength(), "items"),
        _ => null,
    };

    private static string? NumberLimit(ValueSchema schema, double number) => number switch
    {
        _ when !double.IsFinite(number) => "be a number that a double can hold",
        _ when number < schema.Minimum => Invariant($"be at least {schema.Minimum}"),
        _ when number > schema.Maximum => Invariant($"be at most {schema.Maximum}"),
        _ when number <= schema.ExclusiveMinimum => Invariant($"be more than {schema.ExclusiveMinimum}"),
        _ when number >= schema.ExclusiveMaximum => Invariant($"be less than {schema.ExclusiveMaximum}"),
        _ => null,
    };

    private static string? CountLimit(double? minimum, double? maximum, int count, string unit) =>
        count < minimum ? Invariant($"have at least {minimum} {unit}")
        : count > maximum ? Invariant($"have at most {maximum} {unit}")
        : null;

    // JSON Schema counts code points, not UTF-16 units.
    private static int Characters(JsonElement text) => text.GetString()!.EnumerateRunes().Count();

    private static string Describe(ValueSchema? schema) => schema switch
    {
        null => "any value",
        { Values: { Count: > 0 } values } => $"one of {string.Join(", ", values.Select(value => value.GetRawText()))}",
        _ => JsonKindNames.Describe(schema.Kinds),
    };

    private static string Known(ValueSchema schema) => schema.Properties.Count == 0
        ? "this tool takes none"
        : $"this tool takes {string.Join(", ", schema.Properties.Keys.Select(name => $"\"{name}\""))}";

    private static string Show(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        JsonValueKind.String => $"the string {Excerpt.Of(value.GetRawText())}",
        _ => Excerpt.Of(value.GetRawText()),
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
