namespace AgentStack.McpServer.Protocol.JsonRpc;

/// <summary>
/// How many bytes of request bodies the process holds at a time (<c>Mcp:MaxBufferedBytes</c>). Beyond it callers wait in
/// their order, shortly. Small bodies are not counted, so that neither large ones nor the calls that hold them keep
/// usual requests out.
/// </summary>
internal sealed class BodyBudget(McpOptions options, TimeProvider clock)
{
    /// <summary>A body of no more bytes is small.</summary>
    public const int MostOfSmall = 64 * 1024;

    /// <summary>After which a caller is better off trying again.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Of what may be held, as much may wait as is likely to have its turn before it loses patience.</summary>
    private const int MostWaiting = 4;

    private readonly Lock _gate = new();
    private readonly LinkedList<(long Bytes, TaskCompletionSource Turn)> _waiting = [];
    private long _free = options.MostBuffered;
    private long _wanted;

    /// <summary>What is held at this moment.</summary>
    public long Held
    {
        get
        {
            lock (_gate)
            {
                return options.MostBuffered - _free;
            }
        }
    }

    /// <summary>How many bodies wait for their turn.</summary>
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
    public async ValueTask<BodyShare?> TakeAsync(long bytes, CancellationToken cancellationToken)
    {
        LinkedListNode<(long Bytes, TaskCompletionSource Turn)> place;
        lock (_gate)
        {
            if (_waiting.Count == 0 && TryTake(bytes))
                return new BodyShare(this, bytes);

            if (_wanted + bytes > options.MostBuffered * MostWaiting)
                return null;

            _wanted += bytes;
            place = _waiting.AddLast((bytes, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)));
        }

        try
        {
            await place.Value.Turn.Task.WaitAsync(Patience, clock, cancellationToken);
            return new BodyShare(this, bytes);
        }
        catch (TimeoutException)
        {
            return TryLeave(place) ? null : new BodyShare(this, bytes);
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
            _free += bytes;
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
        if (bytes > _free)
            return false;

        _free -= bytes;
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
