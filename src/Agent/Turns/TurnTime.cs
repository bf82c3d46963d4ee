namespace AgentStack.Agent.Turns;

/// <summary>The time of one turn: first its tools are over, a little later all of it.</summary>
internal sealed class TurnTime : IDisposable
{
    private readonly TurnOptions _options;
    private readonly CancellationTokenSource _limit;
    private readonly CancellationTokenSource _end;
    private readonly CancellationTokenSource _tools;
    private readonly CancellationTokenSource _turn;

    /// <param name="options">How long a turn may take.</param>
    /// <param name="clock">Measures it.</param>
    /// <param name="stopping">The process ends and waits no longer.</param>
    /// <param name="caller">Nobody wants the answer any more.</param>
    public TurnTime(TurnOptions options, TimeProvider clock, CancellationToken stopping, CancellationToken caller)
    {
        _options = options;
        Stopping = stopping;
        Caller = caller;
        _limit = new CancellationTokenSource(options.Timeout, clock);
        _end = new CancellationTokenSource(options.Timeout + options.AnswerTime, clock);
        _turn = CancellationTokenSource.CreateLinkedTokenSource(_end.Token, stopping, caller);
        _tools = CancellationTokenSource.CreateLinkedTokenSource(_limit.Token, _turn.Token);
    }

    public CancellationToken Stopping { get; }

    /// <summary>For what the caller is told at the end, whatever ended the turn.</summary>
    public CancellationToken Caller { get; }

    /// <summary>For the tools' calls.</summary>
    public CancellationToken Tools => _tools.Token;

    /// <summary>For all else.</summary>
    public CancellationToken Turn => _turn.Token;

    /// <summary>No tool may be called any more.</summary>
    public bool IsUp => _limit.IsCancellationRequested;

    /// <summary>Not even an answer may come any more.</summary>
    public bool IsOver => _end.IsCancellationRequested;

    /// <summary>The turns before it in its session have ended: from here on it is its own time.</summary>
    public void Start()
    {
        _limit.CancelAfter(_options.Timeout);
        _end.CancelAfter(_options.Timeout + _options.AnswerTime);
    }

    /// <summary>Ends whatever of the turn still runs.</summary>
    public Task EndAsync() => _turn.CancelAsync();

    public void Dispose()
    {
        _tools.Dispose();
        _turn.Dispose();
        _end.Dispose();
        _limit.Dispose();
    }
}
