using System.Text.Json;
using System.Text.Json.Nodes;
using AgentStack.Settings;

namespace AgentStack.Agent.Commands;

/// <summary>
/// Makes a value of what stands on a command line, by the type that the tool's schema has for it. What fits no type stays
/// a text, for the check of the arguments to complain of in the schema's words.
/// </summary>
internal static class ArgumentText
{
    private const string Array = "array";
    private const string Text = "string";

    /// <exception cref="SettingsException">It is given more often than the schema has place for.</exception>
    public static JsonElement Read(JsonElement schema, string name, IReadOnlyList<string> values)
    {
        var types = ArgumentTypes.Of(schema, name);
        if (values.Count == 1 && (!types.Names.Contains(Array) || IsList(values[0])))
            return One(types.Names, values[0]);

        return types.IsKnown && !types.Names.Contains(Array)
            ? throw new UsageException($"--arg {name} is given {values.Count} times; the tool takes one")
            : List(types, values);
    }

    private static JsonElement List(ArgumentTypes types, IReadOnlyList<string> values)
    {
        var items = types.Items();
        return Element(new JsonArray([.. values.Select(value => JsonNode.Parse(One(items.Names, value).GetRawText()))]));
    }

    private static JsonElement One(IReadOnlySet<string> types, string text)
    {
        var isKnown = types.Count > 0;
        if (Parse(text) is { } json && (isKnown ? Fits(json, types) : json.ValueKind != JsonValueKind.String))
            return json;

        return Element(JsonValue.Create(text));
    }

    // A text that reads like a number, where the schema wants a text, is one.
    private static bool Fits(JsonElement json, IReadOnlySet<string> types) => json.ValueKind switch
    {
        JsonValueKind.Number => types.Contains("number") || types.Contains("integer"),
        JsonValueKind.True or JsonValueKind.False => types.Contains("boolean"),
        JsonValueKind.Object => types.Contains("object"),
        JsonValueKind.Array => types.Contains(Array),
        JsonValueKind.Null => types.Contains("null") && !types.Contains(Text),
        _ => false,
    };

    private static bool IsList(string text) => Parse(text) is { ValueKind: JsonValueKind.Array };

    private static JsonElement? Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonElement Element(JsonNode node)
    {
        using var document = JsonDocument.Parse(node.ToJsonString());
        return document.RootElement.Clone();
    }
}
