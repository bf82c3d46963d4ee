using System.Diagnostics;

namespace AgentStack.Load;

/// <summary>Reads the agent's resident memory once a second.</summary>
internal static class MemoryProbe
{
    /// <returns>Mebibytes, one a second.</returns>
    public static async Task<IReadOnlyList<double>> RunAsync(Process process, CancellationToken cancellationToken)
    {
        var sizes = new List<double>();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                process.Refresh();
                sizes.Add(process.WorkingSet64 / 1024.0 / 1024.0);
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }

        return sizes;
    }
}
