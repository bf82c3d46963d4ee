namespace AgentStack.RemoteMcp.Tokens;

/// <summary>
/// One token for all who need it. However many ask, it is fetched once; near its end a new one is fetched while the old one
/// is still handed out, and when that fails nobody notices until the old one has run out.
/// </summary>
internal sealed class SharedToken(TimeProvider clock)
{
    /// <summary>A token that came because another was refused is not replaced for the same reason before this has passed.</summary>
    private static readonly TimeSpan RefusalPause = TimeSpan.FromSeconds(60);

    private static readonly Backoff EarlyPauses = new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(30));

    private readonly Lock _gate = new();
    private Held? _held;
    private Task<BearerToken>? _flight;
    private int _failures;
    private long _failedAt;
    private TimeSpan _pause;

    public bool IsGood
    {
        get
        {
            lock (_gate)
            {
                return Good is not null;
            }
        }
    }

    private Held? Good => _held is { } held && Age(held) < TokenLifetime.UseUntil(held.Grant.Lifetime) ? held : null;

    /// <param name="fetch">Fetches a token, and is told why.</param>
    /// <param name="cancellationToken">Ends the caller's wait; the fetch goes on for the others.</param>
    public Task<BearerToken> GetAsync(Func<TokenNeed, Task<TokenGrant>> fetch, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (Good is not { } good)
                return (_flight ?? StartAsync(fetch, TokenNeed.Missing)).WaitAsync(cancellationToken);

            if (_flight is null && IsDue(good))
                StartUnseen(fetch);

            return Task.FromResult(good.Grant.Token);
        }
    }

    /// <summary>
    /// Another one than was refused, fetched once for all who were refused with it. The same one when it is itself the answer
    /// to a refusal of a moment ago: then tokens are not what is wrong.
    /// </summary>
    public Task<BearerToken> ReplaceAsync(
        BearerToken refused, Func<TokenNeed, Task<TokenGrant>> fetch, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (Good is { } good && (good.Grant.Token != refused || IsAnswerToRefusal(good)))
                return Task.FromResult(good.Grant.Token);

            return (_flight ?? StartAsync(fetch, TokenNeed.Refused)).WaitAsync(cancellationToken);
        }
    }

    private bool IsDue(Held held) =>
        Age(held) >= TokenLifetime.RenewAfter(held.Grant.Lifetime) && (_failures == 0 || clock.GetElapsedTime(_failedAt) >= _pause);

    private bool IsAnswerToRefusal(Held held) => held.Need == TokenNeed.Refused && Age(held) < RefusalPause;

    private TimeSpan Age(Held held) => clock.GetElapsedTime(held.Grant.AskedAt);

    // Nobody's trace and nobody's session: it is done for all, and nobody waits for it.
    private void StartUnseen(Func<TokenNeed, Task<TokenGrant>> fetch)
    {
        using AsyncFlowControl? flow = ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();
        _ = StartAsync(fetch, TokenNeed.Early);
    }

    private Task<BearerToken> StartAsync(Func<TokenNeed, Task<TokenGrant>> fetch, TokenNeed need)
    {
        var flight = Task.Run(() => FlyAsync(fetch, need), CancellationToken.None);
        _ = flight.ContinueWith(
            static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return _flight = flight;
    }

    private async Task<BearerToken> FlyAsync(Func<TokenNeed, Task<TokenGrant>> fetch, TokenNeed need)
    {
        try
        {
            var grant = await fetch(need);
            lock (_gate)
            {
                (_held, _flight, _failures) = (new Held(grant, need), null, 0);
            }

            return grant.Token;
        }
        catch
        {
            lock (_gate)
            {
                (_flight, _failedAt, _pause) = (null, clock.GetTimestamp(), EarlyPauses.After(++_failures));
            }

            throw;
        }
    }

    private sealed record Held(TokenGrant Grant, TokenNeed Need);
}
