using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Runtime.Documents;
using Microsoft.Extensions.AI;

namespace Amazon.BedrockRuntime;

internal static class DocumentConversion
{
    public static Document FromElement(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => new Document(json.GetString()),
        JsonValueKind.Number => new Document(json.GetDouble()),
        JsonValueKind.True => new Document(true),
        JsonValueKind.False => new Document(false),
        JsonValueKind.Array => new Document(json.EnumerateArray().Select(FromElement).ToList()),
        JsonValueKind.Object => FromObject(json),
        _ => new Document(string.Empty),
    };

    public static Document FromArguments(IDictionary<string, object?>? arguments)
    {
        var input = new Dictionary<string, Document>();
        foreach (var (name, value) in arguments ?? new Dictionary<string, object?>())
        {
            if (FromScalar(value) is { } document)
            {
                input.Add(name, document);
            }
        }

        return new Document(input);
    }

    public static Document FromResult(object? value) =>
        value is null ? default : FromScalar(value) ?? FromOther(value);

    public static Document FromOther(object value) => FromElement(JsonSerializer.SerializeToElement(
        value, AIJsonUtilities.DefaultOptions.GetTypeInfo(value.GetType())));

    public static Document? FromScalar(object? value) => value switch
    {
        bool flag => new Document(flag),
        int number => new Document(number),
        long number => new Document(number),
        float number => new Document(number),
        double number => new Document(number),
        string text => new Document(text),
        JsonElement json => FromElement(json),
        _ => (Document?)null,
    };

    public static Dictionary<string, object?>? ToDictionary(Document document) => document.IsDictionary()
        ? JsonSerializer.Deserialize<Dictionary<string, object?>>(
            ToNode(document)!.ToJsonString(), AIJsonUtilities.DefaultOptions)
        : null;

    private static Document FromObject(JsonElement json)
    {
        var members = new Dictionary<string, Document>();
        foreach (var member in json.EnumerateObject())
        {
            members.Add(member.Name, FromElement(member.Value));
        }

        return new Document(members);
    }

    private static JsonNode? ToNode(Document value) => value switch
    {
        _ when value.IsBool() => value.AsBool(),
        _ when value.IsInt() => value.AsInt(),
        _ when value.IsLong() => value.AsLong(),
        _ when value.IsDouble() => value.AsDouble(),
        _ when value.IsString() => value.AsString(),
        _ when value.IsList() => new JsonArray([.. value.AsList().Select(ToNode)]),
        _ when value.IsDictionary() => new JsonObject(
            value.AsDictionary().Select(entry => KeyValuePair.Create(entry.Key, ToNode(entry.Value)))),
        _ => null,
    };
}
