using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentStack.Agent.Tools.Schemas;

internal sealed partial class SchemaRewrite
{
    private void Structure(string keyword, JsonElement value, JsonObject written, int depth)
    {
        switch (keyword)
        {
            case Keywords.Properties when value.ValueKind == JsonValueKind.Object:
                written[keyword] = Properties(value, depth);
                break;
            case Keywords.Required when value.ValueKind == JsonValueKind.Array:
                if (Strings(value) is { Count: > 0 } required)
                    written[keyword] = required;

                break;
            case Keywords.Items when value.ValueKind == JsonValueKind.Array:
                List(Keywords.PrefixItems, value, written, depth);
                break;
            case Keywords.AdditionalItems when !written.ContainsKey(Keywords.Items) && written.ContainsKey(Keywords.PrefixItems):
                written[Keywords.Items] = Schema(value, depth + 1);
                break;
            case Keywords.Items or "contains" when IsSchema(value):
                written[keyword] = Schema(value, depth + 1);
                break;
            case Keywords.AdditionalProperties or "unevaluatedProperties" or "unevaluatedItems" when IsSchema(value):
                written[keyword] = value.ValueKind == JsonValueKind.Object ? Schema(value, depth + 1) : value.GetBoolean();
                break;
            case Keywords.PropertyNames when value.ValueKind == JsonValueKind.Object && names.IsEmpty:
                written[keyword] = Schema(value, depth + 1);
                break;
            case Keywords.PatternProperties when value.ValueKind == JsonValueKind.Object:
                written[keyword] = new JsonObject(Last(value)
                    .Where(member => SchemaPatterns.IsSound(member.Key))
                    .Select(member => KeyValuePair.Create(member.Key, (JsonNode?)Schema(member.Value, depth + 1))));
                break;
            case Keywords.DependentRequired or Keywords.DependentSchemas or Keywords.Dependencies
                when value.ValueKind == JsonValueKind.Object:
                Dependent(value, written, depth);
                break;
            case Keywords.Not when IsSchema(value):
                Exactly(() => written[keyword] = Schema(value, depth + 1), () => written.Remove(keyword));
                break;
            case Keywords.If or Keywords.Then or Keywords.Else when IsSchema(value):
                Exactly(() => written[keyword] = Schema(value, depth + 1), () => written.Remove(keyword));
                break;
            case Keywords.OneOf when value.ValueKind == JsonValueKind.Array:
                // Alternatives that take more than they did may both take a value that only one of them took.
                Exactly(() => List(keyword, value, written, depth), () =>
                {
                    var widened = written[keyword];
                    written.Remove(keyword);
                    SchemaJoin.Add(written, new JsonObject { [Keywords.AnyOf] = widened?.DeepClone() });
                });
                break;
            case Keywords.AllOf or Keywords.AnyOf when value.ValueKind == JsonValueKind.Array:
                Alternatives(keyword, value, written, depth);
                break;
            case Keywords.PrefixItems when value.ValueKind == JsonValueKind.Array:
                List(keyword, value, written, depth);
                break;
        }
    }

    private static bool IsSchema(JsonElement value) =>
        value.ValueKind is JsonValueKind.Object or JsonValueKind.True or JsonValueKind.False;

    private void Exactly(Action write, Action undo)
    {
        var before = _widened;
        write();
        if (_widened > before)
            undo();
    }

    private JsonObject Properties(JsonElement properties, int depth)
    {
        var written = new JsonObject();
        foreach (var (own, schema) in Last(properties))
        {
            var offered = names.Offer(own);
            var property = Schema(schema, depth + 1);
            if (offered != own)
                Rename(own, property);

            written[offered] = property;
        }

        return written;
    }

    private void Rename(string own, JsonObject property)
    {
        _repairs.Add($"the argument \"{Excerpt(own)}\" offered as \"{names.Offer(own)}\"");
        var said = property[Keywords.Description]?.GetValue<string>();
        property[Keywords.Description] = $"{said}{(said is null ? "" : " ")}(The tool's own name for it: \"{Excerpt(own)}\".)";
    }

    private static string Excerpt(string text) => ModelText.Cut(ModelText.Clean(text), LongestWord, "name");

    private JsonArray Strings(JsonElement list) => new([.. list.EnumerateArray()
        .Where(name => name.ValueKind == JsonValueKind.String)
        .Select(name => names.Offer(name.GetString()!))
        .Distinct(StringComparer.Ordinal)
        .Select(name => JsonValue.Create(name))]);

    private void Alternatives(string keyword, JsonElement value, JsonObject written, int depth)
    {
        var list = new JsonObject();
        List(keyword, value, list, depth);

        // It may stand there already, for values of which one is null.
        SchemaJoin.Add(written, list);
    }

    private void List(string keyword, JsonElement value, JsonObject written, int depth)
    {
        if (value.GetArrayLength() > 0)
            written[keyword] = new JsonArray([.. value.EnumerateArray().Select(schema => Schema(schema, depth + 1))]);
    }

    private void Dependent(JsonElement members, JsonObject written, int depth)
    {
        foreach (var (own, value) in Last(members))
        {
            var (keyword, demand) = value.ValueKind == JsonValueKind.Array
                ? (Keywords.DependentRequired, (JsonNode)Strings(value))
                : (Keywords.DependentSchemas, Schema(value, depth + 1));
            if (written[keyword] is not JsonObject held)
                written[keyword] = held = [];

            held[names.Offer(own)] = demand;
        }
    }
}
