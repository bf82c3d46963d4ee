using System.Diagnostics;

namespace AgentStack.GatewayBench.Latency;

/// <summary>Starts an upstream and a gateway before it, and calls one tool both ways, turn by turn.</summary>
internal static class LatencyRun
{
    private const string Upstream = "sums";
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);

    public static async Task<LatencyReport> RunAsync(int[] callers, int rounds, TimeSpan half, CancellationToken cancellationToken)
    {
        var runs = Path.GetTempFileName();
        try
        {
            await using var upstream = CountingUpstream.Start(runs);
            await using var gateway = await Part.StartGatewayAsync(new() { [Upstream] = upstream });
            using var direct = new Caller(await upstream.AddressAsync());
            using var through = new Caller(await gateway.AddressAsync());
            await Patience.UntilAsync(() => through.HasAsync($"{Upstream}___{CountingTools.Look}"), "the upstream's tools at the gateway", cancellationToken);

            var lines = new List<LatencyLine>();
            foreach (var count in callers)
            {
                await CallAsync(direct, CountingTools.Look, count, WarmUp, cancellationToken);
                await CallAsync(through, $"{Upstream}___{CountingTools.Look}", count, WarmUp, cancellationToken);
                var (near, far) = (new List<double>(), new List<double>());
                var used = gateway.ProcessorTime;
                for (var round = 0; round < rounds; round++)
                {
                    near.AddRange(await CallAsync(direct, CountingTools.Look, count, half, cancellationToken));
                    far.AddRange(await CallAsync(through, $"{Upstream}___{CountingTools.Look}", count, half, cancellationToken));
                }

                lines.Add(new LatencyLine(count, Times.Of(near), Times.Of(far), (gateway.ProcessorTime - used) / far.Count));
            }

            return new LatencyReport(lines);
        }
        finally
        {
            File.Delete(runs);
        }
    }

    /// <returns>How long each call took, in milliseconds.</returns>
    private static async Task<IEnumerable<double>> CallAsync(
        Caller caller, string tool, int callers, TimeSpan duration, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var times = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(LoopAsync, cancellationToken)));
        return times.SelectMany(each => each);

        async Task<List<double>> LoopAsync()
        {
            var taken = new List<double>();
            while (Stopwatch.GetElapsedTime(start) < duration)
            {
                var began = Stopwatch.GetTimestamp();
                var (text, isError) = await caller.CallAsync(tool, "x", cancellationToken);
                taken.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                if (isError)
                    throw new InvalidOperationException(text);
            }

            return taken;
        }
    }
}
