namespace AgentStack.Agent.Lifecycle;

/// <summary>
/// Counts what is under way. The platform measures idle time from the last change of the status, so the time moves only
/// when the status does: a stamp of "now" would keep an idle machine alive to its maximum lifetime.
/// </summary>
internal sealed class BusyGauge(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private int _running;
    private DateTimeOffset _changedAt = clock.GetUtcNow();

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

    /// <summary>Busy until the result is disposed.</summary>
    public IDisposable Enter()
    {
        Add(1);
        return new Work(this);
    }

    private void Add(int change)
    {
        lock (_gate)
        {
            var wasBusy = _running > 0;
            _running += change;
            if (wasBusy != _running > 0)
                _changedAt = clock.GetUtcNow();
        }
    }

    private sealed class Work(BusyGauge gauge) : IDisposable
    {
        private int _isOver;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isOver, 1) == 0)
                gauge.Add(-1);
        }
    }
}
