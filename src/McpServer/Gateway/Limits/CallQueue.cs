namespace AgentStack.McpServer.Gateway.Limits;

/// <summary>
/// Lets so many calls run at a time; those above wait, and no more than so many. Callers take turns: what is one's beyond
/// half of the running places and a quarter of the waiting ones is only lent to it, until others come.
/// </summary>
internal sealed class CallQueue(CallLimits limits, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, CallerCalls> _callers = new(StringComparer.Ordinal);
    private readonly LinkedList<CallerCalls> _turns = new();
    private CallLimits _limits = limits;
    private int _running;
    private int _queued;

    public int Running => Volatile.Read(ref _running);

    public int Queued => Volatile.Read(ref _queued);

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

    private int ShareOfRunning => Math.Max(1, _limits.MaxConcurrentCalls / 2);

    private int ShareOfQueue => Math.Max(1, _limits.MaxQueuedCalls / 4);

    /// <summary>Waits for a place. Who is granted one gives it back with <see cref="Leave"/>.</summary>
    /// <param name="caller">Tells callers apart.</param>
    /// <param name="cancellationToken">The caller is gone.</param>
    /// <exception cref="OperationCanceledException">The caller is gone; its place in the queue is free.</exception>
    public ValueTask<CallEntry> EnterAsync(string caller, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var calls = CallsOf(caller);
            if (_queued == 0 && _running < _limits.MaxConcurrentCalls)
            {
                Grant(calls);
                return ValueTask.FromResult(CallEntry.Granted);
            }

            if (_queued >= _limits.MaxQueuedCalls && !MakesRoom(calls))
            {
                Forget(calls);
                return ValueTask.FromResult(CallEntry.Full);
            }

            var turn = Queue(calls);
            return WaitAsync(calls, turn, _limits.QueueTimeout, cancellationToken);
        }
    }

    public void Leave(string caller)
    {
        lock (_gate)
        {
            var calls = CallsOf(caller);
            calls.Running--;
            _running--;
            LetIn();
            Forget(calls);
        }
    }

    private async ValueTask<CallEntry> WaitAsync(
        CallerCalls calls,
        LinkedListNode<TaskCompletionSource<CallEntry>> turn,
        TimeSpan patience,
        CancellationToken cancellationToken)
    {
        try
        {
            return await turn.Value.Task.WaitAsync(patience, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            // Its turn may have come at that very moment, or its place may have been given to another.
            return GivesUp(calls, turn) ? CallEntry.TooLate : await turn.Value.Task;
        }
        catch (OperationCanceledException)
        {
            if (!GivesUp(calls, turn) && await turn.Value.Task == CallEntry.Granted)
                Leave(calls.Caller);

            throw;
        }
    }

    // False when it waits no longer.
    private bool GivesUp(CallerCalls calls, LinkedListNode<TaskCompletionSource<CallEntry>> turn)
    {
        lock (_gate)
        {
            if (turn.List is null)
                return false;

            Unqueue(calls, turn);
            Forget(calls);
            return true;
        }
    }

    private void LetIn()
    {
        while (_running < _limits.MaxConcurrentCalls && NextInTurn() is { } calls)
        {
            var turn = calls.Waiting.First!;
            Unqueue(calls, turn);
            if (calls.Turn is { } place)
            {
                _turns.Remove(place);
                _turns.AddLast(place);
            }

            Grant(calls);
            turn.Value.SetResult(CallEntry.Granted);
        }
    }

    // Who has its half lets the others go first, so long as there are any.
    private CallerCalls? NextInTurn()
    {
        foreach (var calls in _turns)
        {
            if (calls.Running < ShareOfRunning)
                return calls;
        }

        return _turns.First?.Value;
    }

    // The call that came last of the caller that waits most gives way to a caller that has less than its share.
    private bool MakesRoom(CallerCalls newcomer)
    {
        if (newcomer.Waiting.Count >= ShareOfQueue || _turns.MaxBy(calls => calls.Waiting.Count) is not { } most
            || most.Waiting.Count <= ShareOfQueue || most == newcomer)
            return false;

        var last = most.Waiting.Last!;
        Unqueue(most, last);
        last.Value.SetResult(CallEntry.Full);
        return true;
    }

    private LinkedListNode<TaskCompletionSource<CallEntry>> Queue(CallerCalls calls)
    {
        _queued++;
        calls.Turn ??= _turns.AddLast(calls);
        return calls.Waiting.AddLast(new TaskCompletionSource<CallEntry>(TaskCreationOptions.RunContinuationsAsynchronously));
    }

    private void Unqueue(CallerCalls calls, LinkedListNode<TaskCompletionSource<CallEntry>> turn)
    {
        _queued--;
        calls.Waiting.Remove(turn);
        if (calls.Waiting.Count > 0 || calls.Turn is not { } place)
            return;

        _turns.Remove(place);
        calls.Turn = null;
    }

    private void Grant(CallerCalls calls)
    {
        calls.Running++;
        _running++;
    }

    private CallerCalls CallsOf(string caller)
    {
        if (!_callers.TryGetValue(caller, out var calls))
            _callers[caller] = calls = new CallerCalls(caller);

        return calls;
    }

    // A caller without calls is nobody: those who came once are not kept.
    private void Forget(CallerCalls calls)
    {
        if (calls.Running == 0 && calls.Waiting.Count == 0)
            _callers.Remove(calls.Caller);
    }
}
