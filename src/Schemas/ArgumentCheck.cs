using System.Text.Json;

namespace AgentStack.Schemas;

/// <summary>
/// Checks arguments against a tool's JSON Schema, and names the argument, what is wrong with it and what is allowed: the
/// model that wrote the call reads it and calls again. What a schema says in a way that cannot be understood, or that
/// would take too long to check, holds nothing against a call.
/// </summary>
public static class ArgumentCheck
{
    /// <summary>More than that a model does not read, and a caller may send any number of wrong ones.</summary>
    internal const int MostProblems = 10;

    private static readonly JsonElement None = JsonElement.Parse("{}");

    /// <param name="schema">Of any draft; keywords that are not known are passed over, <c>format</c> among them.</param>
    /// <param name="arguments">An object; none at all is an empty one.</param>
    /// <param name="isWhole">Which numbers are integers; JSON Schema's own rule, by which 1.0 is one, when not given.</param>
    /// <param name="shown">What a property is called in a problem; its own name when not given.</param>
    /// <returns>A sentence for each problem, of the first few; empty for good arguments.</returns>
    public static IReadOnlyList<string> Check(
        JsonElement schema,
        JsonElement arguments,
        Func<JsonElement, bool>? isWhole = null,
        Func<string, string>? shown = null)
    {
        var value = arguments.ValueKind == JsonValueKind.Undefined ? None : arguments;
        var problems = new SchemaVisit(schema, isWhole ?? IsWhole, shown ?? (name => name)).Find(value);
        return problems.Count <= MostProblems
            ? [.. problems.Distinct()]
            : [.. problems.Take(MostProblems).Distinct(), "and more"];
    }

    private static bool IsWhole(JsonElement number) =>
        number.TryGetInt64(out _) || (number.TryGetDouble(out var value) && double.IsInteger(value));
}
