using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>One of a server's lists, page by page, until it ends or its bounds do.</summary>
/// <param name="method">That asks for a page.</param>
/// <param name="key">Under which a page has its entries.</param>
/// <param name="noun">What they are, for messages.</param>
internal sealed class ListPages(string method, string key, string noun)
{
    public const int MostEntries = 1000;
    public const int MostPages = 200;

    /// <summary>Of all definitions together, in characters; what a model can be offered is far less.</summary>
    public const int MostCharacters = 16_000_000;

    /// <summary>Why there is no more of the list than this.</summary>
    public string TooMany => $"the server lists more than {MostEntries} {noun}; the rest is not read";

    /// <param name="connection">By which it is asked.</param>
    /// <param name="read">Takes the entries of a page, and says how many it has taken so far and how many characters they have.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Why it ended before its time, and how long the server says that it is good for.</returns>
    public async Task<(string? Cut, TimeSpan? TimeToLive)> ReadAsync(
        Connection connection, Func<JsonArray, (int Count, long Characters)> read, CancellationToken cancellationToken)
    {
        var cursors = new HashSet<string>(StringComparer.Ordinal);
        TimeSpan? timeToLive = null;
        string? cursor = null;
        for (var page = 1; ; page++)
        {
            var result = await AskAsync(connection, cursor, cancellationToken);
            var (count, characters) = read((JsonArray)result[key]!);
            timeToLive = TimeToLive(result) is { } life && !(life > timeToLive) ? life : timeToLive;
            cursor = Text(result, "nextCursor");
            if (cursor is not { Length: > 0 })
                return (null, timeToLive);

            if (Cut(cursors.Add(cursor), page, count, characters) is { } reason)
                return (reason, timeToLive);
        }
    }

    private async Task<JsonObject> AskAsync(Connection connection, string? cursor, CancellationToken cancellationToken)
    {
        var parameters = new JsonObject();
        if (cursor is not null)
            parameters["cursor"] = cursor;

        var request = new JsonRpcRequest { Method = method, Params = parameters };
        var result = await SendAsync(connection, request, cancellationToken);
        if (result is not null && UnreadableJson.ShallowReason(result) is { } reason)
            throw new UnreadableAnswerException(reason);

        return result?[key] is JsonArray ? result : throw new JsonException($"A list of {noun} has no {noun}.");
    }

    private static async Task<JsonObject?> SendAsync(Connection connection, JsonRpcRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return (await connection.Client.SendRequestAsync(request, cancellationToken)).Result as JsonObject;
        }
        catch (ArgumentException e) when (e.ParamName == "key")
        {
            // The client looks into the result too.
            throw new UnreadableAnswerException(UnreadableJson.Reason(e), e);
        }
    }

    private string? Cut(bool isNewCursor, int page, int count, long characters) =>
        !isNewCursor ? $"the server's list of {noun} comes back to a page that was read; it ends there"
        : page >= MostPages ? $"the server's list of {noun} has more than {MostPages} pages; the rest is not read"
        : characters >= MostCharacters ? $"the server's list of {noun} is longer than {MostCharacters / 1_000_000} MB; the rest is not read"
        : count >= MostEntries ? TooMany
        : null;

    private static TimeSpan? TimeToLive(JsonObject result) =>
        result["ttlMs"] is JsonValue value && value.TryGetValue<double>(out var milliseconds) && milliseconds >= 0
            ? TimeSpan.FromMilliseconds(Math.Min(milliseconds, int.MaxValue))
            : null;

    private static string? Text(JsonObject result, string name) =>
        result[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
