namespace AgentStack.RemoteMcp.Connections;

/// <summary>Counts what is under way, so that one can wait for its end without cutting it short.</summary>
internal sealed class RunningCalls
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _count;
    private bool _isClosed;

    /// <summary>False when nothing begins any more; else <see cref="End"/> must follow.</summary>
    public bool TryBegin()
    {
        lock (_gate)
        {
            if (_isClosed)
                return false;

            _count++;
            return true;
        }
    }

    public void End()
    {
        lock (_gate)
        {
            _count--;
            EndIfLast();
        }
    }

    /// <summary>Nothing begins any more.</summary>
    /// <returns>Ends with the last that is under way.</returns>
    public Task CloseAsync()
    {
        lock (_gate)
        {
            _isClosed = true;
            EndIfLast();
            return _ended.Task;
        }
    }

    private void EndIfLast()
    {
        if (_isClosed && _count == 0)
            _ended.TrySetResult();
    }
}
