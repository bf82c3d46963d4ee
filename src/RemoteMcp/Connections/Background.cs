namespace AgentStack.RemoteMcp.Connections;

/// <summary>
/// What is done for a server without anybody asking: it is tried again when its pause is over, and listed again when it says
/// that its tools have changed.
/// </summary>
internal sealed class Background : IAsyncDisposable
{
    /// <summary>A server that tells of changes in a row is asked once for many.</summary>
    public static readonly TimeSpan BetweenRefreshes = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Debounce = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Func<CancellationToken, Task> _listAsync;
    private readonly Func<TimeSpan?> _restOfPause;
    private readonly TimeProvider _clock;
    private readonly ITimer _again;
    private readonly ITimer _refresh;
    private int _isRefreshDue;
    private int _isDisposed;

    /// <param name="listAsync">Connects where it must, and lists the tools.</param>
    /// <param name="restOfPause">How long the server is left alone yet; null when it is not.</param>
    /// <param name="clock">Measures the pauses.</param>
    public Background(Func<CancellationToken, Task> listAsync, Func<TimeSpan?> restOfPause, TimeProvider clock)
    {
        _listAsync = listAsync;
        _restOfPause = restOfPause;
        _clock = clock;
        _again = clock.CreateTimer(_ => Start(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _refresh = clock.CreateTimer(_ => Refresh(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void TryAgainIn(TimeSpan pause)
    {
        if (Volatile.Read(ref _isDisposed) == 0)
            _again.Change(pause, Timeout.InfiniteTimeSpan);
    }

    /// <param name="lastAt">When the tools were listed last.</param>
    public void RefreshSoon(DateTimeOffset? lastAt)
    {
        if (Volatile.Read(ref _isDisposed) == 1 || Interlocked.Exchange(ref _isRefreshDue, 1) == 1)
            return;

        var wait = lastAt + BetweenRefreshes - _clock.GetUtcNow();
        _refresh.Change(wait > Debounce ? wait.Value : Debounce, Timeout.InfiniteTimeSpan);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 1)
            return;

        await _stopping.CancelAsync();
        await _again.DisposeAsync();
        await _refresh.DisposeAsync();
        _stopping.Dispose();
    }

    private void Refresh()
    {
        Volatile.Write(ref _isRefreshDue, 0);
        Start();
    }

    private void Start()
    {
        if (!_stopping.IsCancellationRequested)
            _ = Task.Run(ListAsync, CancellationToken.None);
    }

    private async Task ListAsync()
    {
        try
        {
            await _listAsync(_stopping.Token);
        }
        catch (Exception) when (!_stopping.IsCancellationRequested)
        {
            // The server's condition says why. A trial that came a moment early, or was lost, comes again.
            if (_restOfPause() is { } rest)
                TryAgainIn(Max(rest, Debounce));
        }
        catch (Exception e) when (e is RemoteMcpException or OperationCanceledException or ObjectDisposedException)
        {
            // The process ends.
        }
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
