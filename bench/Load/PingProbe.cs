using System.Diagnostics;
using System.Globalization;

namespace AgentStack.Load;

/// <summary>
/// Asks /ping twenty times a second, as the platform would, from a process of its own: what this one does to make load
/// must not show in the times.
/// </summary>
internal static class PingProbe
{
    /// <summary>The name of the command that is that process.</summary>
    public const string Command = "ping";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <returns>How long each took, in milliseconds, sorted.</returns>
    public static async Task<double[]> RunAsync(Uri agent, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(PingProbe).Assembly.Location, Command, agent.AbsoluteUri])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        process.StandardInput.Close();
        var times = (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => double.Parse(line, CultureInfo.InvariantCulture));
        return [.. times.Order()];
    }

    /// <summary>The process itself: prints a time for each ping until its input ends.</summary>
    public static void Run(Uri agent)
    {
        using var http = new HttpClient();
        // The reader of the console reads on the caller's thread, whatever its name says.
        var end = Task.Run(Console.In.ReadToEnd);
        var times = new List<double>();
        var ping = new Uri(agent, "/ping");
        while (!end.Wait(Pause))
        {
            var start = Stopwatch.GetTimestamp();
            using var request = new HttpRequestMessage(HttpMethod.Get, ping);
            using var response = http.Send(request, CancellationToken.None);
            response.EnsureSuccessStatusCode();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        foreach (var time in times)
            Console.WriteLine(time.ToString(CultureInfo.InvariantCulture));
    }
}
