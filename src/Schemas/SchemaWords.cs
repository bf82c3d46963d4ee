using System.Text.Json;

namespace AgentStack.Schemas;

/// <summary>Schemas and values in the words of a sentence.</summary>
internal static class SchemaWords
{
    private const int MostValues = 20;

    /// <summary>As deep as references and alternatives are followed for a description.</summary>
    private const int Deepest = 4;

    public static string Name(string path) => path.Length == 0 ? "the whole of the arguments" : $"\"{path}\"";

    /// <summary>"a whole number", "one of "a", "b"", "a string or null".</summary>
    public static string Describe(JsonElement? schema, SchemaReferences references, int depth = 0)
    {
        if (schema is not { } json || depth > Deepest)
            return "any value";

        if (SchemaReferences.Of(json) is { } reference && references.Find(reference) is { } target)
            return Describe(target, references, depth + 1);

        var node = new SchemaNode(json);
        if (node.Values is { Count: > 0 } values)
        {
            var shown = values.Take(MostValues).Select(value => Excerpt.Of(value.GetRawText()));
            return $"one of {string.Join(", ", shown)}{(values.Count > MostValues ? ", …" : "")}";
        }

        var alternatives = node.Elements("anyOf").Concat(node.Elements("oneOf")).ToList();
        return node.Kinds == JsonKinds.Any && alternatives.Count > 0
            ? string.Join(" or ", alternatives.Select(each => Describe(each, references, depth + 1)).Distinct())
            : JsonKindNames.Describe(node.Kinds);
    }

    public static string Show(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        JsonValueKind.String => $"the string {Excerpt.Of(value.GetRawText())}",
        _ => Excerpt.Of(value.GetRawText()),
    };
}
