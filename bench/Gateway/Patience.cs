using System.Diagnostics;

namespace AgentStack.GatewayBench;

/// <summary>Waits for what another process is about to do.</summary>
internal static class Patience
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(60);

    /// <exception cref="TimeoutException">It did not come within a minute.</exception>
    public static async Task UntilAsync(Func<Task<bool>> isSoAsync, string what, CancellationToken cancellationToken)
    {
        for (var start = Stopwatch.GetTimestamp(); !await isSoAsync(); await Task.Delay(Pause, cancellationToken))
        {
            if (Stopwatch.GetElapsedTime(start) > Most)
                throw new TimeoutException($"Waited {Most.TotalSeconds} s in vain for {what}.");
        }
    }
}
