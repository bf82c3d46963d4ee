namespace AgentStack.Agent.Lifecycle;

/// <summary>What a turn has to know of the end of the process.</summary>
internal sealed class Shutdown : IDisposable
{
    private readonly IHostApplicationLifetime _lifetime;
    private readonly CancellationTokenSource _deadline = new();
    private readonly CancellationTokenRegistration _registration;
    private readonly TimeProvider _clock;
    private ITimer? _timer;

    public Shutdown(IHostApplicationLifetime lifetime, TimeProvider clock)
    {
        _lifetime = lifetime;
        _clock = clock;
        _registration = lifetime.ApplicationStopping.Register(StartTimer);
    }

    /// <summary>The process was told to stop: no new turn begins.</summary>
    public bool IsStopping => _lifetime.ApplicationStopping.IsCancellationRequested;

    /// <summary>Cancelled when the process is told to stop.</summary>
    public CancellationToken Stopping => _lifetime.ApplicationStopping;

    /// <summary>
    /// Cancelled <see cref="LifecycleServices.TurnTime"/> after that: what a turn has then is to be kept, since there is
    /// time for nothing else.
    /// </summary>
    public CancellationToken Deadline => _deadline.Token;

    public void Dispose()
    {
        _registration.Dispose();
        _timer?.Dispose();
        _deadline.Dispose();
    }

    private void StartTimer() => _timer = _clock.CreateTimer(
        deadline => ((CancellationTokenSource)deadline!).Cancel(), _deadline, LifecycleServices.TurnTime, Timeout.InfiniteTimeSpan);
}
