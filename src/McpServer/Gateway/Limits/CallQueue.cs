namespace AgentStack.McpServer.Gateway.Limits;

/// <summary>Lets so many calls run at a time. Those above wait in the order in which they came, and no more than so many.</summary>
internal sealed class CallQueue(CallLimits limits, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<TaskCompletionSource> _waiting = new();
    private CallLimits _limits = limits;
    private int _running;

    public int Running => Volatile.Read(ref _running);

    public int Queued
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count;
            }
        }
    }

    public CallLimits Limits
    {
        get => Volatile.Read(ref _limits);
        set
        {
            lock (_gate)
            {
                _limits = value;
                LetIn();
            }
        }
    }

    /// <summary>Waits for a place. Who is granted one gives it back with <see cref="Leave"/>.</summary>
    /// <exception cref="OperationCanceledException">The caller is gone; its place in the queue is free.</exception>
    public ValueTask<CallEntry> EnterAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_waiting.Count == 0 && _running < _limits.MaxConcurrentCalls)
            {
                _running++;
                return ValueTask.FromResult(CallEntry.Granted);
            }

            if (_waiting.Count >= _limits.MaxQueuedCalls)
                return ValueTask.FromResult(CallEntry.Full);

            var turn = _waiting.AddLast(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            return WaitAsync(turn, _limits.QueueTimeout, cancellationToken);
        }
    }

    public void Leave()
    {
        lock (_gate)
        {
            _running--;
            LetIn();
        }
    }

    private async ValueTask<CallEntry> WaitAsync(
        LinkedListNode<TaskCompletionSource> turn, TimeSpan patience, CancellationToken cancellationToken)
    {
        try
        {
            await turn.Value.Task.WaitAsync(patience, clock, cancellationToken);
            return CallEntry.Granted;
        }
        catch (TimeoutException)
        {
            return GivesUp(turn) ? CallEntry.TooLate : CallEntry.Granted;
        }
        catch (OperationCanceledException)
        {
            if (!GivesUp(turn))
                Leave();

            throw;
        }
    }

    // False when its turn came at that very moment.
    private bool GivesUp(LinkedListNode<TaskCompletionSource> turn)
    {
        lock (_gate)
        {
            if (turn.List is null)
                return false;

            _waiting.Remove(turn);
            return true;
        }
    }

    private void LetIn()
    {
        while (_running < _limits.MaxConcurrentCalls && _waiting.First is { } next)
        {
            _waiting.RemoveFirst();
            _running++;
            next.Value.SetResult();
        }
    }
}
