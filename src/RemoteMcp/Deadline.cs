namespace AgentStack.RemoteMcp;

/// <summary>A time limit of our own on a step, whatever the library below it does or forgets.</summary>
internal sealed class Deadline(TimeSpan limit, TimeProvider clock)
{
    public TimeSpan Limit => limit;

    private TimeSpan? Left { get; init; }

    /// <summary>The same limit, of which a part is used up.</summary>
    public Deadline After(TimeSpan spent) => new(limit, clock) { Left = spent < limit ? limit - spent : TimeSpan.Zero };

    /// <exception cref="TimeoutException">The step did not end in time; its message says the limit in seconds.</exception>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> step, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(Left ?? limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        var running = step(either.Token);
        try
        {
            // Not every library heeds its token: the wait ends in any case.
            return await running.WaitAsync(either.Token);
        }
        catch (OperationCanceledException e) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            Forget(running);
            throw new TimeoutException($"No answer within {limit.TotalSeconds:0.##} s.", e);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Forget(running);
            throw;
        }
    }

    private static void Forget(Task abandoned) =>
        _ = abandoned.ContinueWith(
            static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
}
