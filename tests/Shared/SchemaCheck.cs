using System.Text.Json;
using System.Text.RegularExpressions;

namespace AgentStack.Tests.Shared;

/// <summary>
/// Holds JSON to a JSON Schema 2020-12 that uses the keywords below. A schema with any other keyword is refused, so that
/// nothing of it goes unchecked.
/// </summary>
public sealed class SchemaCheck(JsonElement root)
{
    private static readonly TimeSpan PatternTime = TimeSpan.FromSeconds(1);

    /// <summary>What is wrong with the value, each by its place; empty when it obeys.</summary>
    public IReadOnlyList<string> Problems(JsonElement value) => [.. Check(value, root, "$")];

    private IEnumerable<string> Check(JsonElement value, JsonElement schema, string place) =>
        schema.EnumerateObject().SelectMany(rule => Check(value, rule.Name, rule.Value, schema, place));

    private IEnumerable<string> Check(JsonElement value, string keyword, JsonElement rule, JsonElement schema, string place) => keyword switch
    {
        "$schema" or "$id" or "$defs" or "title" or "description" => [],
        "$ref" => Check(value, Resolve(rule.GetString()!), place),
        "type" => Unless(IsOfType(value, rule.GetString()!), place, $"is no {rule}"),
        "const" => Unless(JsonElement.DeepEquals(value, rule), place, $"is not {rule.GetRawText()}"),
        "enum" => Unless(rule.EnumerateArray().Any(item => JsonElement.DeepEquals(value, item)), place, $"is none of {rule}"),
        "oneOf" => OneOf(value, rule, place),
        "anyOf" => Unless(rule.EnumerateArray().Any(each => !Check(value, each, place).Any()), place, "obeys none of anyOf"),
        "not" => Unless(Check(value, rule, place).Any(), place, $"obeys what it must not: {rule.GetRawText()}"),
        "properties" => Properties(value, rule, place),
        "required" => Required(value, rule, place),
        "items" => Items(value, rule, place),
        "minItems" => Unless(
            value.ValueKind != JsonValueKind.Array || value.GetArrayLength() >= rule.GetInt32(), place, $"has fewer than {rule} items"),
        "minLength" => Unless(
            value.ValueKind != JsonValueKind.String || value.GetString()!.Length >= rule.GetInt32(), place, $"is shorter than {rule}"),
        "minimum" => Unless(
            value.ValueKind != JsonValueKind.Number || value.GetDecimal() >= rule.GetDecimal(), place, $"is less than {rule}"),
        "pattern" => Unless(
            value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, rule.GetString()!, RegexOptions.None, PatternTime),
            place,
            $"does not match {rule}"),
        _ => throw new NotSupportedException($"The schema uses '{keyword}', which is not checked here: {schema.GetRawText()}"),
    };

    private static string[] Unless(bool isRight, string place, string problem) => isRight ? [] : [$"{place} {problem}"];

    private static bool IsOfType(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => throw new NotSupportedException($"The schema names the type '{type}', which is not checked here."),
    };

    private static IEnumerable<string> Required(JsonElement value, JsonElement rule, string place) =>
        value.ValueKind != JsonValueKind.Object
            ? []
            : rule.EnumerateArray()
                .Where(name => !value.TryGetProperty(name.GetString()!, out _))
                .Select(name => $"{place} lacks {name}");

    private JsonElement Resolve(string reference)
    {
        var found = root;
        foreach (var step in reference.TrimStart('#', '/').Split('/'))
            found = found.GetProperty(step);

        return found;
    }

    private IEnumerable<string> OneOf(JsonElement value, JsonElement rule, string place)
    {
        var answers = rule.EnumerateArray().Select(each => Check(value, each, place).ToList()).ToList();
        return answers.Count(answer => answer.Count == 0) switch
        {
            1 => [],
            0 => [$"{place} obeys none of oneOf; nearest: {string.Join("; ", answers.MinBy(answer => answer.Count)!)}"],
            var several => [$"{place} obeys {several} of oneOf"],
        };
    }

    private IEnumerable<string> Properties(JsonElement value, JsonElement rule, string place) =>
        value.ValueKind != JsonValueKind.Object
            ? []
            : rule.EnumerateObject().SelectMany(property => value.TryGetProperty(property.Name, out var member)
                ? Check(member, property.Value, $"{place}.{property.Name}")
                : []);

    private IEnumerable<string> Items(JsonElement value, JsonElement rule, string place) =>
        value.ValueKind != JsonValueKind.Array
            ? []
            : value.EnumerateArray().SelectMany((item, index) => Check(item, rule, $"{place}[{index}]"));
}
