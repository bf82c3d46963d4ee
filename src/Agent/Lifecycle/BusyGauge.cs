namespace AgentStack.Agent.Lifecycle;

/// <summary>
/// Counts what is under way: turns, and work in the background. The platform measures idle time from the last change of
/// the status, so the time moves only when the status does: a stamp of "now" would keep an idle machine alive to its
/// maximum lifetime.
/// </summary>
internal sealed class BusyGauge(TimeProvider clock)
{
    private const string Turns = "turn";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _work = new(StringComparer.Ordinal);
    private int _running;
    private DateTimeOffset _changedAt = clock.GetUtcNow();
    private TaskCompletionSource _idle = Completed();

    public int Running
    {
        get
        {
            lock (_gate)
            {
                return _running;
            }
        }
    }

    public (bool IsBusy, DateTimeOffset ChangedAt) Status
    {
        get
        {
            lock (_gate)
            {
                return (_running > 0, _changedAt);
            }
        }
    }

    /// <summary>How much of each name is under way.</summary>
    public IReadOnlyDictionary<string, int> Work
    {
        get
        {
            lock (_gate)
            {
                return new Dictionary<string, int>(_work, StringComparer.Ordinal);
            }
        }
    }

    /// <summary>Busy until the result is disposed.</summary>
    /// <param name="name">What goes on, for those who look: work in the background has a name of its own.</param>
    public IDisposable Enter(string name = Turns)
    {
        Add(name, 1);
        return new Entry(this, name);
    }

    /// <summary>Completes when nothing is under way.</summary>
    public Task WhenIdleAsync()
    {
        lock (_gate)
        {
            return _idle.Task;
        }
    }

    private static TaskCompletionSource Completed()
    {
        var completed = new TaskCompletionSource();
        completed.SetResult();
        return completed;
    }

    private void Add(string name, int change)
    {
        lock (_gate)
        {
            var wasBusy = _running > 0;
            _running += change;
            var count = _work.GetValueOrDefault(name) + change;
            if (count > 0)
                _work[name] = count;
            else
                _work.Remove(name);

            if (wasBusy != _running > 0)
                Change(isBusy: !wasBusy);
        }
    }

    private void Change(bool isBusy)
    {
        // A clock that was set back must not make the agent look idle for longer than it is.
        var now = clock.GetUtcNow();
        _changedAt = now > _changedAt ? now : _changedAt;
        if (isBusy)
            _idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        else
            _idle.SetResult();
    }

    private sealed class Entry(BusyGauge gauge, string name) : IDisposable
    {
        private int _isOver;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isOver, 1) == 0)
                gauge.Add(name, -1);
        }
    }
}
