namespace AgentStack.McpServer.Gateway.Status;

/// <summary>What the calls of one upstream came to, and how long the last of them took. Counting takes no lock.</summary>
internal sealed class CallFigures
{
    /// <summary>So many calls tell the usual latency.</summary>
    public const int Kept = 1024;

    private readonly long[] _latest = new long[Kept];
    private long _answered;
    private long _toolErrors;
    private long _rpcErrors;
    private long _failed;
    private long _notSent;
    private long _cancelled;

    public long Answered => Volatile.Read(ref _answered);

    public long ToolErrors => Volatile.Read(ref _toolErrors);

    public long RpcErrors => Volatile.Read(ref _rpcErrors);

    public long Failed => Volatile.Read(ref _failed);

    public long NotSent => Volatile.Read(ref _notSent);

    public long Cancelled => Volatile.Read(ref _cancelled);

    /// <summary>The upstream answered, whatever the answer.</summary>
    public void Answer(TimeSpan duration, bool isRpcError, bool isToolError)
    {
        var place = Interlocked.Increment(ref _answered) - 1;
        Volatile.Write(ref _latest[place % Kept], duration.Ticks);
        if (isRpcError)
            Interlocked.Increment(ref _rpcErrors);
        else if (isToolError)
            Interlocked.Increment(ref _toolErrors);
    }

    /// <summary>No answer came.</summary>
    public void Fail() => Interlocked.Increment(ref _failed);

    /// <summary>The upstream was too busy, or on its way out, to be asked.</summary>
    public void Hold() => Interlocked.Increment(ref _notSent);

    /// <summary>The caller left.</summary>
    public void Cancel() => Interlocked.Increment(ref _cancelled);

    /// <summary>How long the last answers took, shortest first.</summary>
    public IReadOnlyList<TimeSpan> Latencies()
    {
        var latest = _latest[..(int)Math.Min(Answered, Kept)];
        Array.Sort(latest);
        return [.. latest.Select(ticks => new TimeSpan(ticks))];
    }
}
