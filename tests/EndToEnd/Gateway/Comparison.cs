using System.Text.Json.Nodes;

namespace AgentStack.EndToEnd.Tests.Gateway;

/// <summary>Holds what a client sees through the gateway against what it sees of each upstream. Tells all differences at once.</summary>
internal static class Comparison
{
    // It runs only as a task, which the gateway cannot begin.
    private static readonly string[] LeftOut = ["tools everything___simulate-research-query"];

    /// <param name="four">The upstreams and their gateway.</param>
    /// <param name="through">A client of the gateway.</param>
    /// <param name="connectAsync">Makes the same client one of an upstream.</param>
    /// <param name="unseen">Members of an entry that the client does not hand over in every revision.</param>
    public static async Task OfListsAsync(
        FourUpstreams four, IVisitor through, Func<Uri, Task<IVisitor>> connectAsync, params string[] unseen)
    {
        var seen = (await View.ReadAsync(through)).ToDictionary(entry => entry.Key, entry => Text(entry.Value, unseen));
        var expected = new Dictionary<string, string>();
        foreach (var upstream in FourUpstreams.Names)
        {
            await using var visitor = await connectAsync(four.Direct(upstream));
            foreach (var (key, entry) in Names.Through(upstream, await View.ReadAsync(visitor)))
                expected.Add(key, Text(entry, unseen));
        }

        Differences(expected, seen).ShouldBeEmpty();
        expected.Count.ShouldBeGreaterThan(40);
    }

    public static async Task OfResultsAsync(FourUpstreams four, IVisitor through, Func<Uri, Task<IVisitor>> connectAsync)
    {
        var differences = new List<string>();
        foreach (var upstream in FourUpstreams.Names)
        {
            await using var visitor = await connectAsync(four.Direct(upstream));
            var asks = ExampleAsks.Of(await View.ReadAsync(visitor));
            var direct = await visitor.AskAsync(asks);
            var same = await through.AskAsync([.. asks.Select(ask => Names.Through(upstream, ask))]);
            differences.AddRange(asks.Zip(direct, same)
                .Select(each => (Ask: each.First, Direct: View.OfResult(Names.Through(upstream, each.Second)), Through: View.OfResult(each.Third)))
                .Where(each => each.Direct != each.Through)
                .Select(each => Difference($"{upstream} {each.Ask}", each.Direct, each.Through)));
        }

        differences.ShouldBeEmpty();
    }

    private static List<string> Differences(Dictionary<string, string> expected, Dictionary<string, string> seen) =>
    [
        .. expected.Keys.Except(seen.Keys).Except(LeftOut).Select(key => $"missing {key}"),
        .. seen.Keys.Except(expected.Keys).Select(key => $"not of the upstream: {key}"),
        .. expected.Where(entry => seen.TryGetValue(entry.Key, out var other) && other != entry.Value)
            .Select(entry => Difference(entry.Key, entry.Value, seen[entry.Key])),
    ];

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

    private static string Text(JsonObject entry, string[] unseen)
    {
        var copy = entry.DeepClone().AsObject();
        foreach (var member in unseen)
            copy.Remove(member);

        return View.Text(copy);
    }
}
