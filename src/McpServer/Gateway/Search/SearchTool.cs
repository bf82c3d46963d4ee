using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentStack.McpServer.Access;
using AgentStack.McpServer.Offers;
using AgentStack.McpServer.Protocol;
using AgentStack.Schemas;

namespace AgentStack.McpServer.Gateway.Search;

/// <summary>Finds tools by what they do, among all that may be called, whether they are listed or not.</summary>
internal sealed class SearchTool(Lazy<OfferCatalog> catalog, ToolPermissions permissions, ToolRanking ranking)
{
    public const string Name = "search_tools";

    private const int UsualLimit = 10;

    /// <summary>Of definitions in one answer: what a model can still read.</summary>
    private const int MostBytes = 200_000;

    private static readonly string[] Shown = ["name", "title", "description", "inputSchema"];

    private static readonly JsonElement Definition = JsonElement.Parse(
        """
        {
          "name": "search_tools",
          "title": "Search tools",
          "description": "Finds tools of this server by what they do, also such as its list of tools does not show, and returns their names, descriptions and input schemas, the best match first. Use it when none of the tools that you know fits.",
          "inputSchema": {
            "type": "object",
            "properties": {
              "query": { "type": "string", "minLength": 1, "maxLength": 1000, "description": "What the tool should do, in a few words." },
              "limit": { "type": "integer", "minimum": 1, "maximum": 50, "default": 10, "description": "How many tools to return at most." }
            },
            "required": ["query"],
            "additionalProperties": false
          },
          "annotations": { "readOnlyHint": true, "idempotentHint": true, "openWorldHint": false }
        }
        """);

    public GatewayTool Tool => new(Definition, (request, arguments, _) => ValueTask.FromResult(Search(request.Http, arguments)));

    private McpResult Search(HttpContext http, JsonElement arguments)
    {
        var query = arguments.GetProperty("query").GetString()!;
        var limit = arguments.TryGetProperty("limit", out var most) ? most.GetInt32() : UsualLimit;
        List<IServedTool> candidates = [.. catalog.Value.Callable.Where(tool => IsCandidate(http, tool))];
        var ranked = ranking.Rank(candidates, query);
        List<JsonObject> found = [.. Fitting(ranked.Take(limit)).Select(tool => Show(tool.Definition))];
        return new JsonObject
        {
            ["content"] = new JsonArray(new JsonObject
            {
                ["type"] = "text",
                ["text"] = Describe(query, found, ranked.Count, candidates.Count),
            }),
            ["structuredContent"] = new JsonObject
            {
                ["tools"] = new JsonArray([.. found]),
                ["matching"] = ranked.Count,
                ["searched"] = candidates.Count,
            },
        };
    }

    // The best one in any case.
    private static IEnumerable<IServedTool> Fitting(IEnumerable<IServedTool> ranked)
    {
        var size = 0;
        foreach (var tool in ranked)
        {
            var before = size;
            size += JsonMarshal.GetRawUtf8Value(tool.Definition).Length;
            if (before > 0 && size > MostBytes)
                yield break;

            yield return tool;
        }
    }

    private bool IsCandidate(HttpContext http, IServedTool tool) =>
        tool.Name is not (Name or CallTool.Name) && permissions.Allows(http, tool);

    private static JsonObject Show(JsonElement definition) =>
        new(definition.EnumerateObject()
            .Where(member => Shown.Contains(member.Name))
            .Select(member => KeyValuePair.Create(member.Name, JsonSerializer.SerializeToNode(member.Value))));

    private static string Describe(string query, List<JsonObject> found, int matching, int searched)
    {
        if (found.Count == 0)
            return $"None of {searched} tools matches \"{Excerpt.Of(query)}\". Try other words for what the tool should do.";

        var text = new StringBuilder($"{found.Count} of {matching} matching tools, the best first.");
        text.Append(" Call one by its name, or, where that is no tool of yours, with ").Append(CallTool.Name).Append("(name, arguments).");
        foreach (var tool in found)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n\n{tool["name"]}: {tool["description"]}")
                .Append("\nArguments: ").Append(tool["inputSchema"]?.ToJsonString());
        }

        return text.ToString();
    }
}
