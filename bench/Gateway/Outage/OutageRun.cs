using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace AgentStack.GatewayBench.Outage;

/// <summary>Lets many clients call two upstreams through a gateway, kills one of these, and starts it again.</summary>
internal static class OutageRun
{
    public const string Steady = "steady";
    public const string Fragile = "fragile";

    private static readonly string[] Upstreams = [Steady, Fragile];
    private static readonly string[] Tools = [CountingTools.Record, CountingTools.Look];

    public static async Task<OutageReport> RunAsync(OutagePlan plan, CancellationToken cancellationToken)
    {
        var runs = Directory.CreateTempSubdirectory("agentstack-bench");
        try
        {
            await using var steady = CountingUpstream.Start(FileOf(1));
            await using var fragile = CountingUpstream.Start(FileOf(2));
            await using var gateway = await Part.StartGatewayAsync(new() { [Steady] = steady, [Fragile] = fragile });
            using var caller = new Caller(await gateway.AddressAsync());
            await Patience.UntilAsync(
                () => caller.HasAsync([.. Upstreams.SelectMany(upstream => Tools.Select(tool => $"{upstream}___{tool}"))]),
                "the upstreams' tools at the gateway",
                cancellationToken);
            await WarmUpAsync(caller, cancellationToken);

            var calls = new ConcurrentBag<ClientCall>();
            var start = Stopwatch.GetTimestamp();
            var clients = Enumerable.Range(0, plan.Clients)
                .Select(client => Task.Run(() => TalkAsync(plan, caller, client, start, calls, cancellationToken), cancellationToken))
                .ToList();

            await Task.Delay(plan.KilledAt - Stopwatch.GetElapsedTime(start), cancellationToken);
            await fragile.KillAsync();
            await Task.Delay(plan.StartedAt - Stopwatch.GetElapsedTime(start), cancellationToken);
            await using var again = CountingUpstream.Start(FileOf(3), (await fragile.AddressAsync()).Port);
            await Task.WhenAll(clients);
            return new OutageReport(plan, [.. calls], RunLog.Read(runs.GetFiles()));
        }
        finally
        {
            runs.Delete(recursive: true);
        }

        // One a process: they do not know each other's end of a file.
        string FileOf(int process) => Path.Combine(runs.FullName, process.ToString(CultureInfo.InvariantCulture));
    }

    private static async Task WarmUpAsync(Caller caller, CancellationToken cancellationToken)
    {
        for (var i = 0; i < 2000; i++)
            await caller.CallAsync($"{Upstreams[i % 2]}___{Tools[i / 2 % 2]}", "warm-up", cancellationToken);
    }

    private static async Task TalkAsync(
        OutagePlan plan, Caller caller, int client, long start, ConcurrentBag<ClientCall> calls, CancellationToken cancellationToken)
    {
        var upstream = Upstreams[client % Upstreams.Length];
        for (var number = 0; ; number++)
        {
            await Task.Delay(plan.Pause * 2 * Random.Shared.NextDouble(), cancellationToken);
            var at = Stopwatch.GetElapsedTime(start);
            if (at > plan.Duration)
                return;

            var tool = Tools[number % Tools.Length];
            var id = string.Create(CultureInfo.InvariantCulture, $"{client}-{number}");
            var began = Stopwatch.GetTimestamp();
            var (ending, text) = await CallAsync(caller, $"{upstream}___{tool}", id, cancellationToken);
            calls.Add(new ClientCall(
                id, upstream, tool, plan.PhaseAt(at), Stopwatch.GetElapsedTime(began).TotalMilliseconds, ending, text));
        }
    }

    private static async Task<(Ending Ending, string Text)> CallAsync(
        Caller caller, string tool, string id, CancellationToken cancellationToken)
    {
        try
        {
            var (text, isError) = await caller.CallAsync(tool, id, cancellationToken);
            return isError ? (EndingOf(text), text)
                : text == id ? (Ending.Answered, "")
                : (Ending.Lost, $"the answer of another call: {text}");
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return (Ending.Lost, $"{e.GetType().Name}: {e.Message}");
        }
    }

    private static Ending EndingOf(string text) =>
        text.Contains("was not run", StringComparison.Ordinal) ? Ending.NotRun
        : text.Contains("may have run", StringComparison.Ordinal) ? Ending.MaybeRun
        : Ending.Unclear;
}
