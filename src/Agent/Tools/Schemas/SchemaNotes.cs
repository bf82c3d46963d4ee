using System.Text.Json.Nodes;

namespace AgentStack.Agent.Tools.Schemas;

/// <summary>
/// What the root of a schema says beside its properties, in words for the model: Bedrock's chat client sends no other
/// part of the root, and Claude refuses alternatives there.
/// </summary>
internal static class SchemaNotes
{
    private const int MostAlternatives = 12;

    /// <param name="schema">Without references.</param>
    /// <param name="shown">What the model knows an argument as.</param>
    public static IReadOnlyList<string> Of(JsonObject schema, Func<string, string> shown) =>
    [
        .. Alternatives(schema, Keywords.OneOf, "exactly one", shown),
        .. Alternatives(schema, Keywords.AnyOf, "at least one", shown),
        .. Dependent(schema, shown),
        .. Counts(schema),
        .. Others(schema),
        .. schema.ContainsKey(Keywords.If) || schema.ContainsKey(Keywords.Not) || schema.ContainsKey(Keywords.DependentSchemas)
            ? ["Not all arguments go together; an error says which do not."]
            : Array.Empty<string>(),
        .. ArgumentSet.Schemas(schema[Keywords.AllOf]).SelectMany(part => Of(part, shown)),
    ];

    private static IEnumerable<string> Alternatives(
        JsonObject schema, string keyword, string count, Func<string, string> shown)
    {
        var sets = ArgumentSet.Schemas(schema[keyword]).Where(ArgumentSet.MayBeObject).Select(part => Describe(part, shown))
            .Where(set => set.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        if (sets.Count < 2)
            yield break;

        var told = string.Join(" or ", sets.Take(MostAlternatives).Select(set => $"({set})"));
        yield return $"Pass the arguments of {count} of these: {told}{(sets.Count > MostAlternatives ? " or others" : "")}.";
    }

    private static string Describe(JsonObject schema, Func<string, string> shown)
    {
        var set = ArgumentSet.Of(schema);
        var required = set.Required.ToList();
        var known = set.Arguments.ToDictionary(argument => argument.Key, argument => argument.Value, StringComparer.Ordinal);
        if (required.Count == 0)
            return string.Join(", ", known.Keys.Select(name => $"{shown(name)}, if wanted"));

        return string.Join(", ", required.Select(
            name => known.TryGetValue(name, out var argument) ? shown(name) + Value(argument.Schema) : shown(name)));
    }

    private static string Value(JsonObject schema) =>
        schema[Keywords.Enum] is JsonArray { Count: 1 } only ? $": {only[0]!.ToJsonString()}" : "";

    private static IEnumerable<string> Dependent(JsonObject schema, Func<string, string> shown) =>
        from member in schema[Keywords.DependentRequired] as JsonObject ?? []
        where member.Value is JsonArray { Count: > 0 }
        select $"With {shown(member.Key)}, also pass {string.Join(", ", ((JsonArray)member.Value!).Select(name => shown(name!.GetValue<string>())))}.";

    private static IEnumerable<string> Counts(JsonObject schema)
    {
        if (schema[Keywords.MinProperties] is { } least && least.GetValue<double>() > 0)
            yield return $"Pass at least {least.ToJsonString()} of the arguments.";

        if (schema[Keywords.MaxProperties] is { } most)
            yield return $"Pass at most {most.ToJsonString()} of the arguments.";
    }

    private static IEnumerable<string> Others(JsonObject schema)
    {
        if (schema[Keywords.AdditionalProperties] is JsonObject || schema[Keywords.PatternProperties] is JsonObject)
            yield return "Arguments of other names may be passed as well.";
    }
}
