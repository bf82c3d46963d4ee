using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>
/// Reads a server's tools, page by page and entry by entry: an entry that is wrong costs that tool, and a list without end
/// costs what comes after its limits.
/// </summary>
internal sealed class ToolLister(string server, RemoteToolOptions options, TimeProvider clock)
{
    public const int MostTools = 1000;
    public const int MostPages = 200;

    /// <summary>Of all definitions together, in characters; what a model can be offered is far less.</summary>
    public const int MostCharacters = 16_000_000;

    private readonly ToolFilter _filter = new(options);

    public async Task<ToolListing> ListAsync(Connection connection, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, RemoteTool>(StringComparer.Ordinal);
        var leftOut = new List<LeftOutTool>();
        var cursors = new HashSet<string>(StringComparer.Ordinal);
        TimeSpan? timeToLive = null;
        string? cursor = null;
        var characters = 0L;
        for (var page = 1; ; page++)
        {
            var result = await AskAsync(connection, cursor, cancellationToken);
            characters += Read(result, connection, found, leftOut);
            timeToLive = TimeToLive(result) is { } life && !(life > timeToLive) ? life : timeToLive;
            cursor = Text(result, "nextCursor");
            if (cursor is not { Length: > 0 })
                break;

            if (Cut(cursors.Add(cursor), page, found.Count, characters) is { } reason)
            {
                leftOut.Add(new LeftOutTool("…", reason));
                break;
            }
        }

        return new ToolListing([.. found.Values], leftOut, clock.GetUtcNow()) { TimeToLive = timeToLive };
    }

    private static async Task<JsonObject> AskAsync(Connection connection, string? cursor, CancellationToken cancellationToken)
    {
        var parameters = new JsonObject();
        if (cursor is not null)
            parameters["cursor"] = cursor;

        var request = new JsonRpcRequest { Method = RequestMethods.ToolsList, Params = parameters };
        var response = await connection.Client.SendRequestAsync(request, cancellationToken);
        return response.Result as JsonObject is { } result && result["tools"] is JsonArray
            ? result
            : throw new JsonException("A list of tools has no tools.");
    }

    /// <returns>How many characters of definitions were read.</returns>
    private long Read(JsonObject page, Connection connection, Dictionary<string, RemoteTool> found, List<LeftOutTool> leftOut)
    {
        var tools = (JsonArray)page["tools"]!;
        var characters = 0L;
        for (var i = 0; i < tools.Count; i++)
        {
            if (found.Count >= MostTools)
            {
                leftOut.Add(new LeftOutTool("…", $"the server lists more than {MostTools} tools; the rest is not read"));
                return characters;
            }

            var entry = ToolEntry.Read(server, tools[i], connection);
            characters += entry.Characters;
            var denied = entry.Reason is null ? _filter.Reason(entry.Name) : null;
            var reason = entry.Reason ?? denied
                ?? (found.TryAdd(entry.Name, entry.Tool!) ? null : "the server lists the name more than once; the first is used");
            if (reason is not null && leftOut.Count < MostTools)
                leftOut.Add(new LeftOutTool(entry.Name.Length > 0 ? entry.Name : $"entry {i + 1}", reason) { IsBySettings = denied is not null });
        }

        return characters;
    }

    private static string? Cut(bool isNewCursor, int page, int count, long characters) =>
        !isNewCursor ? "the server's list of tools comes back to a page that was read; it ends there"
        : page >= MostPages ? $"the server's list of tools has more than {MostPages} pages; the rest is not read"
        : characters >= MostCharacters ? $"the server's list of tools is longer than {MostCharacters / 1_000_000} MB; the rest is not read"
        : count >= MostTools ? $"the server lists more than {MostTools} tools; the rest is not read"
        : null;

    private static TimeSpan? TimeToLive(JsonObject result) =>
        result["ttlMs"] is JsonValue value && value.TryGetValue<double>(out var milliseconds) && milliseconds >= 0
            ? TimeSpan.FromMilliseconds(Math.Min(milliseconds, int.MaxValue))
            : null;

    private static string? Text(JsonObject result, string name) =>
        result[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
