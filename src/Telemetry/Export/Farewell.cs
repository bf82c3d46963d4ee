namespace AgentStack.Telemetry.Export;

/// <summary>The end of a process waits for its telemetry, but not for long.</summary>
/// <param name="Limit">The longest wait.</param>
/// <param name="Least">Waited also when the host's time is up: a drain that took all of it shall be seen too.</param>
internal sealed record Farewell(TimeSpan Limit, TimeSpan Least)
{
    public static readonly Farewell Default = new(Limit: TimeSpan.FromSeconds(2), Least: TimeSpan.FromSeconds(1));

    /// <summary>What is left of the host's time.</summary>
    public TimeSpan LimitWith(TimeSpan left) => left < Least ? Least : left > Limit ? Limit : left;

    /// <summary>Each step gets the limit in milliseconds; they run side by side, and none is waited for longer.</summary>
    public static async Task SayAsync(TimeSpan limit, params Action<int>[] steps)
    {
        var all = Task.WhenAll(steps.Select(step => Task.Run(() => step((int)limit.TotalMilliseconds))));
        await Task.WhenAny(all, Task.Delay(limit, TimeProvider.System));
    }
}
