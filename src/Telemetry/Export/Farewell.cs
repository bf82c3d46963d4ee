namespace AgentStack.Telemetry.Export;

/// <summary>The end of a process waits for its telemetry, but not for long.</summary>
internal static class Farewell
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    /// <summary>Also when the host's time is up: a drain that took all of it shall be seen too.</summary>
    public static readonly TimeSpan Least = TimeSpan.FromSeconds(1);

    /// <summary>What is left of the host's time.</summary>
    public static TimeSpan LimitWith(TimeSpan left) => left < Least ? Least : left > Limit ? Limit : left;

    /// <summary>Each step gets the limit in milliseconds; they run side by side, and none is waited for longer.</summary>
    public static async Task SayAsync(TimeSpan limit, params Action<int>[] steps)
    {
        var all = Task.WhenAll(steps.Select(step => Task.Run(() => step((int)limit.TotalMilliseconds))));
        await Task.WhenAny(all, Task.Delay(limit, TimeProvider.System));
    }
}
