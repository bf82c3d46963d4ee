using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentStack.EndToEnd.Tests.Gateway;

/// <summary>What clients see of a server, in a form in which two views can be compared as text.</summary>
internal static class View
{
    /// <summary>The lists by their methods, each with its name in the answer and the key of its entries.</summary>
    public static readonly IReadOnlyList<(string Method, string List, string Key)> Lists =
    [
        ("tools/list", "tools", "name"),
        ("prompts/list", "prompts", "name"),
        ("resources/list", "resources", "uri"),
        ("resources/templates/list", "resourceTemplates", "uriTemplate"),
    ];

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // What each hop says of itself, by its own revision and settings.
    private static readonly string[] OfTheHop = ["resultType", "ttlMs", "cacheScope"];
    private const string ServerInfo = "io.modelcontextprotocol/serverInfo";

    /// <summary>All entries of all lists, each under its list and key; a list that the server has not is empty.</summary>
    public static async Task<Dictionary<string, JsonObject>> ReadAsync(IVisitor visitor)
    {
        var answers = await visitor.AskAsync([.. Lists.Select(list => new Ask(list.Method, []))]);
        var entries = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var (list, answer) in Lists.Zip(answers))
        {
            answer.ContainsKey("nextCursor").ShouldBeFalse("the lists of these servers are one page each");
            foreach (var entry in answer[list.List]?.AsArray() ?? [])
                entries.Add(KeyOf(list.List, (string)entry![list.Key]!), entry.AsObject());
        }

        return entries;
    }

    public static string KeyOf(string list, string key) => $"{list} {key}";

    /// <summary>The result without what a hop says of itself, its keys in order.</summary>
    public static string OfResult(JsonObject result)
    {
        var copy = result.DeepClone().AsObject();
        foreach (var name in OfTheHop)
            copy.Remove(name);

        (copy["_meta"] as JsonObject)?.Remove(ServerInfo);
        if (copy["_meta"] is JsonObject { Count: 0 })
            copy.Remove("_meta");

        return Text(copy);
    }

    public static string Text(JsonNode? node) => Order(node)?.ToJsonString(Readable) ?? "null";

    private static JsonNode? Order(JsonNode? node) => node switch
    {
        JsonObject values => new JsonObject(values
            .OrderBy(value => value.Key, StringComparer.Ordinal)
            .Select(value => KeyValuePair.Create(value.Key, Order(value.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Order)]),
        _ => node?.DeepClone(),
    };
}
