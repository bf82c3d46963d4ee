namespace AgentStack.McpServer.Protocol.JsonRpc;

/// <summary>
/// How many bytes the process holds at a time for callers who may leave it waiting. Beyond it they wait in their order,
/// shortly. What is small is not counted, so that what is large keeps no usual request out.
/// </summary>
/// <param name="most">To be held at a time.</param>
/// <param name="mostWaiting">So many may wait for their turn.</param>
/// <param name="clock">Measures the patience of those who wait.</param>
internal abstract class ByteBudget(long most, long mostWaiting, TimeProvider clock)
{
    /// <summary>So many bytes are small.</summary>
    public const int MostOfSmall = 64 * 1024;

    /// <summary>After which a caller is better off trying again.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly LinkedList<(long Bytes, TaskCompletionSource Turn)> _waiting = [];
    private long _held;
    private long _wanted;

    /// <summary>What is held at this moment.</summary>
    public long Held
    {
        get
        {
            lock (_gate)
            {
                return _held;
            }
        }
    }

    /// <summary>How many wait for their turn.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count;
            }
        }
    }

    /// <returns>Null when there is no room, also after a wait.</returns>
    public async ValueTask<ByteShare?> TakeAsync(long bytes, CancellationToken cancellationToken)
    {
        LinkedListNode<(long Bytes, TaskCompletionSource Turn)> place;
        lock (_gate)
        {
            if (_waiting.Count == 0 && TryTake(bytes))
                return new ByteShare(this, bytes);

            if (_wanted + bytes > mostWaiting)
                return null;

            _wanted += bytes;
            place = _waiting.AddLast((bytes, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)));
        }

        try
        {
            await place.Value.Turn.Task.WaitAsync(Patience, clock, cancellationToken);
            return new ByteShare(this, bytes);
        }
        catch (TimeoutException)
        {
            return TryLeave(place) ? null : new ByteShare(this, bytes);
        }
        catch (OperationCanceledException)
        {
            if (!TryLeave(place))
                GiveBack(bytes);

            throw;
        }
    }

    public void GiveBack(long bytes)
    {
        lock (_gate)
        {
            _held -= bytes;
            Admit();
        }
    }

    /// <returns>False when the turn has come meanwhile.</returns>
    private bool TryLeave(LinkedListNode<(long Bytes, TaskCompletionSource Turn)> place)
    {
        lock (_gate)
        {
            if (place.List is null)
                return false;

            _waiting.Remove(place);
            _wanted -= place.Value.Bytes;
            Admit();
            return true;
        }
    }

    private bool TryTake(long bytes)
    {
        if (bytes > most - _held)
            return false;

        _held += bytes;
        return true;
    }

    private void Admit()
    {
        while (_waiting.First is { } first && TryTake(first.Value.Bytes))
        {
            _waiting.Remove(first);
            _wanted -= first.Value.Bytes;
            first.Value.Turn.SetResult();
        }
    }
}
