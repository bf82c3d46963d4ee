namespace AgentStack.EndToEnd.Tests.Gateway;

/// <summary>Holds what a client sees through the gateway against what it sees of each upstream. Tells all differences at once.</summary>
internal static class Comparison
{
    // It runs only as a task, which the gateway cannot begin.
    private static readonly string[] LeftOut = ["tools everything___simulate-research-query"];

    public static async Task OfListsAsync(FourUpstreams four, IVisitor through, Func<Uri, Task<IVisitor>> connectAsync)
    {
        var seen = (await View.ReadAsync(through)).ToDictionary(entry => entry.Key, entry => View.Text(entry.Value));
        var expected = new Dictionary<string, string>();
        foreach (var upstream in FourUpstreams.Names)
        {
            await using var visitor = await connectAsync(four.Direct(upstream));
            foreach (var (key, entry) in Names.Through(upstream, await View.ReadAsync(visitor)))
                expected.Add(key, View.Text(entry));
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
                .Select(each => $"{upstream} {each.Ask}\n  direct:  {each.Direct}\n  through: {each.Through}\n"));
        }

        differences.ShouldBeEmpty();
    }

    private static List<string> Differences(Dictionary<string, string> expected, Dictionary<string, string> seen) =>
    [
        .. expected.Keys.Except(seen.Keys).Except(LeftOut).Select(key => $"missing {key}"),
        .. seen.Keys.Except(expected.Keys).Select(key => $"not of the upstream: {key}"),
        .. expected.Where(entry => seen.TryGetValue(entry.Key, out var other) && other != entry.Value)
            .Select(entry => $"{entry.Key}\n  direct:  {entry.Value}\n  through: {seen[entry.Key]}\n"),
    ];
}
