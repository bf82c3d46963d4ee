using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>Reads one of a server's lists besides tools. An entry that is wrong, or a list that is, costs itself alone.</summary>
/// <param name="method">That asks for a page.</param>
/// <param name="key">Under which a page has its entries.</param>
/// <param name="noun">What they are, for messages.</param>
/// <param name="id">What tells one entry from another.</param>
/// <param name="create">Makes one of its id and its definition.</param>
internal sealed class OfferLister<T>(string method, string key, string noun, string id, Func<string, JsonElement, T> create)
{
    private const int MaxIdLength = 4096;
    private const int MaxLength = 512_000;

    private readonly ListPages _pages = new(method, key, noun);

    public async Task<(IReadOnlyList<T> Found, IReadOnlyList<string> Problems)> ListAsync(
        Connection connection, Deadline deadline, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, T>(StringComparer.Ordinal);
        var problems = new List<string>();
        var (characters, leftOut) = (0L, 0);
        try
        {
            var (cut, _) = await deadline.RunAsync(token => _pages.ReadAsync(connection, Read, token), cancellationToken);
            if (cut is not null)
                problems.Add(cut);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && e is not OutOfMemoryException)
        {
            var failure = ConnectionFailures.Translate(e, "", ConnectionStep.Request, connection.Address);
            problems.Add($"its {noun} could not be listed: {failure.Problem}");
        }

        if (leftOut > 0)
            problems.Add($"{leftOut} of its {noun} are left out: their {id} or their definition cannot be used, or came before");

        return ([.. found.Values], problems);

        (int Count, long Characters) Read(JsonArray entries)
        {
            foreach (var entry in entries)
            {
                if (found.Count >= ListPages.MostEntries)
                    break;

                if (Definition(entry, out var name) is not { } definition || !found.TryAdd(name, create(name, definition)))
                    leftOut++;
                else
                    characters += definition.GetRawText().Length;
            }

            return (found.Count, characters);
        }
    }

    private JsonElement? Definition(JsonNode? entry, out string name)
    {
        name = "";
        try
        {
            if (entry is not JsonObject described || described[id] is not JsonValue value || !value.TryGetValue<string>(out var text))
                return null;

            name = text;
            var definition = JsonSerializer.SerializeToElement(described, McpJsonUtilities.DefaultOptions);
            return name.Length is > 0 and <= MaxIdLength && definition.GetRawText().Length <= MaxLength ? definition : null;
        }
        catch (Exception e) when (UnreadableJson.IsCause(e))
        {
            return null;
        }
    }
}
