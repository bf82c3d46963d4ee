using System.Text.Json.Nodes;

namespace AgentStack.EndToEnd.Tests.Gateway;

/// <summary>What a client sees of the four upstreams, under the names that the gateway has for it.</summary>
/// <param name="Entries">All that they list, by list and key.</param>
/// <param name="Asks">A request for each.</param>
/// <param name="Results">What came of it.</param>
internal sealed record DirectView(
    IReadOnlyDictionary<string, JsonObject> Entries, IReadOnlyList<Ask> Asks, IReadOnlyList<JsonObject> Results)
{
    public static async Task<DirectView> ReadAsync(FourUpstreams four, Func<Uri, Task<IVisitor>> connectAsync)
    {
        var (entries, asks, results) = (new Dictionary<string, JsonObject>(StringComparer.Ordinal), new List<Ask>(), new List<JsonObject>());
        foreach (var upstream in FourUpstreams.Names)
        {
            await using var visitor = await connectAsync(four.Direct(upstream));
            var listed = await View.ReadAsync(visitor);
            foreach (var (key, entry) in Names.Through(upstream, listed))
                entries.Add(key, entry);

            var examples = ExampleAsks.Of(listed);
            asks.AddRange(examples.Select(ask => Names.Through(upstream, ask)));
            results.AddRange(await visitor.AskAsync(examples));
        }

        return new DirectView(entries, asks, results);
    }
}
