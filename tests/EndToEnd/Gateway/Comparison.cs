using System.Text.Json.Nodes;

namespace AgentStack.EndToEnd.Tests.Gateway;

/// <summary>Holds what a client sees through the gateway against what it sees of each upstream. Tells all differences at once.</summary>
internal static class Comparison
{
    // It runs only as a task, which the gateway cannot begin.
    private static readonly string[] LeftOut = ["tools everything___simulate-research-query"];

    // How it stands with all upstreams, and which of their tools are of use: the gateway's own.
    private static readonly string[] OfTheGateway = ["tools gateway_status", "tools search_tools"];

    // Made by a call, for the session that it came in: the gateway's own.
    private const string OfTheSession = "resources demo://resource/session/";

    /// <param name="direct">What the client sees of the upstreams.</param>
    /// <param name="through">A client of the gateway.</param>
    /// <param name="unseen">Members of an entry that the client does not hand over in every revision.</param>
    public static async Task OfAsync(DirectView direct, IVisitor through, params string[] unseen)
    {
        var seen = await View.ReadAsync(through);
        var results = await through.AskAsync(direct.Asks);

        var differences = OfLists(Texts(direct.Entries, unseen), Texts(seen, unseen)).Concat(OfResults(direct, results));
        differences.ShouldBeEmpty();
        seen.Count.ShouldBeGreaterThan(40);
        results.Count.ShouldBeGreaterThan(40);
    }

    private static IEnumerable<string> OfResults(DirectView direct, IReadOnlyList<JsonObject> results) => direct.Asks
        .Zip(direct.Results, results)
        .Select(each => (Ask: each.First, Direct: View.OfResult(each.Second), Through: View.OfResult(each.Third)))
        .Where(each => each.Direct != each.Through)
        .Select(each => Difference(each.Ask.ToString(), each.Direct, each.Through));

    private static IEnumerable<string> OfLists(Dictionary<string, string> expected, Dictionary<string, string> seen) =>
    [
        .. expected.Keys.Except(seen.Keys).Except(LeftOut).Select(key => $"missing {key}"),
        .. seen.Keys.Except(expected.Keys).Except(OfTheGateway).Select(key => $"not of the upstream: {key}"),
        .. expected.Where(entry => seen.TryGetValue(entry.Key, out var other) && other != entry.Value)
            .Select(entry => Difference(entry.Key, entry.Value, seen[entry.Key])),
    ];

    private static Dictionary<string, string> Texts(IReadOnlyDictionary<string, JsonObject> entries, string[] unseen) => entries
        .Where(entry => !entry.Key.StartsWith(OfTheSession, StringComparison.Ordinal))
        .ToDictionary(entry => entry.Key, entry => Text(entry.Value, unseen));

    private static string Text(JsonObject entry, string[] unseen)
    {
        var copy = entry.DeepClone().AsObject();
        foreach (var member in unseen)
            copy.Remove(member);

        return View.Text(copy);
    }

    private static string Difference(string of, string direct, string through)
    {
        var same = direct.Zip(through).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"{of}\n  direct:  {From(direct, same)}\n  through: {From(through, same)}\n";
    }

    private static string From(string text, int same)
    {
        const int Before = 40;
        const int Most = 300;
        var start = Math.Max(0, same - Before);
        return $"…{text.AsSpan(start, Math.Min(Most, text.Length - start))}";
    }
}
