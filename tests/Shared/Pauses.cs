namespace AgentStack.Tests.Shared;

/// <summary>Lets time pass only for those who pause before they try again, so that a slow machine misses no deadline.</summary>
public static class Pauses
{
    /// <summary>Longer than any pause. A test sets its deadlines above it.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>Ends each pause when somebody makes it, until the task is done.</summary>
    public static async Task<T> PassPausesAsync<T>(this FakeClock clock, Task<T> task)
    {
        while (!task.IsCompleted)
        {
            if (clock.Timers is { Count: > 0 } timers && timers.Min() is var next && next < Longest)
                clock.Advance(next);

            await Task.WhenAny(task, Task.Delay(TimeSpan.FromMilliseconds(2), CancellationToken.None));
        }

        return await task;
    }
}
