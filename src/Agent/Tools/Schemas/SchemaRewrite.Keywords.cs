using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentStack.Agent.Tools.Schemas;

internal sealed partial class SchemaRewrite
{
    private const int MostExamples = 5;
    private const int LongestWord = 200;

    private JsonObject Own(JsonElement schema, int depth)
    {
        var isNullable = schema.TryGetProperty(Keywords.Nullable, out var nullable) && nullable.ValueKind == JsonValueKind.True;
        var written = new JsonObject();
        foreach (var (keyword, value) in Last(schema))
            Write(keyword, value, written, isNullable, depth);

        Exclusive(schema, Keywords.ExclusiveMinimum, Keywords.Minimum, written);
        Exclusive(schema, Keywords.ExclusiveMaximum, Keywords.Maximum, written);
        if (!written.ContainsKey(Keywords.If))
        {
            written.Remove(Keywords.Then);
            written.Remove(Keywords.Else);
        }

        return written;
    }

    // Of a keyword that stands twice, every reader takes the last.
    private static Dictionary<string, JsonElement> Last(JsonElement schema)
    {
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in schema.EnumerateObject())
            members[member.Name] = member.Value;

        return members;
    }

    private void Write(string keyword, JsonElement value, JsonObject written, bool isNullable, int depth)
    {
        switch (keyword)
        {
            case Keywords.Type:
                Type(value, isNullable, written);
                break;
            case Keywords.Enum when value.ValueKind == JsonValueKind.Array:
                Enum([.. value.EnumerateArray()], isNullable, written);
                break;
            case Keywords.Const:
                Enum([value], isNullable, written);
                break;
            case Keywords.Description or "title" when value.ValueKind == JsonValueKind.String:
                Text(keyword, value.GetString()!, written);
                break;
            case "format" or "contentEncoding" or "contentMediaType" when value.ValueKind == JsonValueKind.String:
                written[keyword] = ModelText.Cut(ModelText.Clean(value.GetString()!), LongestWord, keyword);
                break;
            case Keywords.Pattern when value.ValueKind == JsonValueKind.String:
                if (SchemaPatterns.IsSound(value.GetString()!))
                    written[keyword] = value.GetString();
                else
                    Widen("patterns left out that are too long or cannot be read");

                break;
            case Keywords.Minimum or Keywords.Maximum or Keywords.ExclusiveMinimum or Keywords.ExclusiveMaximum:
                Number(keyword, value, SchemaData.IsFinite(value), written);
                break;
            case Keywords.MultipleOf:
                Number(keyword, value, SchemaData.IsFinite(value) && value.GetDouble() > 0, written);
                break;
            case "minLength" or "maxLength" or "minItems" or "maxItems" or "minContains" or "maxContains"
                or Keywords.MinProperties or Keywords.MaxProperties:
                Number(keyword, value, SchemaData.IsCount(value), written);
                break;
            case "uniqueItems" or "deprecated" or "readOnly" or "writeOnly"
                when value.ValueKind is JsonValueKind.True or JsonValueKind.False:
                written[keyword] = value.GetBoolean();
                break;
            case Keywords.Default when SchemaData.IsSound(value) && SchemaData.IsShort(value):
                written[keyword] = SchemaData.ToNode(value);
                break;
            case Keywords.Examples when value.ValueKind == JsonValueKind.Array:
                var examples = value.EnumerateArray().Where(SchemaData.IsSound).Where(SchemaData.IsShort).Take(MostExamples);
                written[keyword] = new JsonArray([.. examples.Select(SchemaData.ToNode)]);
                break;
            default:
                Structure(keyword, value, written, depth);
                break;
        }
    }

    private void Text(string keyword, string text, JsonObject written)
    {
        var most = keyword == Keywords.Description ? limits.Description : LongestWord;
        if (ModelText.Cut(ModelText.Clean(text), most, keyword) is { Length: > 0 } said)
            written[keyword] = said;
    }

    private void Number(string keyword, JsonElement value, bool isSound, JsonObject written)
    {
        if (isSound)
            written[keyword] = SchemaData.ToNode(value);
        else if (value.ValueKind == JsonValueKind.Number)
            Widen("numbers left out that no double holds, or that make no sense where they stand");
    }

    // In draft 4 it said of the limit beside it that it is not reached itself.
    private static void Exclusive(JsonElement schema, string exclusive, string limit, JsonObject written)
    {
        if (!schema.TryGetProperty(exclusive, out var value) || value.ValueKind != JsonValueKind.True || !written.ContainsKey(limit))
            return;

        written[exclusive] = written[limit]!.DeepClone();
        written.Remove(limit);
    }

    private static void Type(JsonElement value, bool isNullable, JsonObject written)
    {
        string[] said = value.ValueKind switch
        {
            JsonValueKind.String => [value.GetString()!],
            JsonValueKind.Array => [.. value.EnumerateArray()
                .Select(type => type.ValueKind == JsonValueKind.String ? type.GetString()! : "")],
            _ => [],
        };

        var types = said.Distinct(StringComparer.Ordinal).ToList();
        if (types.Count == 0 || types.Exists(type => !Keywords.Types.Contains(type)))
            return;

        if (isNullable && !types.Contains(Keywords.Null))
            types.Add(Keywords.Null);

        written[Keywords.Type] = types is [var only] ? only : new JsonArray([.. types.Select(type => JsonValue.Create(type))]);
    }

    // Null among the values is said as a type: as a value it would not arrive at Bedrock.
    private void Enum(IReadOnlyList<JsonElement> values, bool isNullable, JsonObject written)
    {
        if (values.Count == 0)
            return;

        var isNull = isNullable || values.Any(value => value.ValueKind == JsonValueKind.Null);
        var named = values.Where(value => value.ValueKind != JsonValueKind.Null).ToList();
        var sound = named.Where(SchemaData.IsSound).Take(limits.Values).Select(SchemaData.ToNode).ToList();
        if (sound.Count < named.Count)
        {
            // A list that is not whole would refuse values that are good.
            Widen("long lists of values, or values that Bedrock does not take, told in part");
            Text(Keywords.Description, SchemaPatterns.Among(sound), written);
            return;
        }

        JsonObject said = named.Count == 0
            ? new JsonObject { [Keywords.Type] = Keywords.Null }
            : new JsonObject { [Keywords.Enum] = Distinct(sound) };
        if (isNull && named.Count > 0)
            said = new JsonObject { [Keywords.AnyOf] = new JsonArray(said, new JsonObject { [Keywords.Type] = Keywords.Null }) };

        SchemaJoin.Add(written, said);
    }

    private static JsonArray Distinct(IEnumerable<JsonNode> values)
    {
        var distinct = new List<JsonNode>();
        foreach (var value in values.Where(value => !distinct.Exists(other => JsonNode.DeepEquals(other, value))))
            distinct.Add(value);

        return new JsonArray([.. distinct]);
    }
}
