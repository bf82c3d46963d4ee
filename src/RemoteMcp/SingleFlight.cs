using System.Diagnostics.CodeAnalysis;

namespace AgentStack.RemoteMcp;

/// <summary>Something that is costly to get and is kept: however many ask at once, it is fetched once.</summary>
internal sealed class SingleFlight<T>(Func<Task<T>> fetch)
    where T : class
{
    private readonly Lock _gate = new();
    private Task<T>? _latest;

    /// <summary>What is there already, if it was fetched and not dropped since.</summary>
    public T? Current => _latest is { IsCompletedSuccessfully: true } done ? done.Result : null;

    /// <param name="isSpent">Says of what is there that it must be fetched anew.</param>
    /// <param name="cancellationToken">Ends the caller's wait; the fetch goes on for the others.</param>
    public Task<T> GetAsync(Func<T, bool> isSpent, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_latest is null || IsOver(_latest, isSpent))
                Start();

            return _latest.WaitAsync(cancellationToken);
        }
    }

    /// <summary>What is there, or is being fetched, when it comes; null when nothing does.</summary>
    public async Task<T?> LastAsync()
    {
        Task<T>? latest;
        lock (_gate)
        {
            latest = _latest;
        }

        if (latest is not null)
            await ((Task)latest).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        return latest is { IsCompletedSuccessfully: true } done ? done.Result : null;
    }

    /// <summary>The next one who asks fetches anew, unless somebody has replaced <paramref name="spent"/> already.</summary>
    public void Drop(T spent)
    {
        lock (_gate)
        {
            if (ReferenceEquals(Current, spent))
                _latest = null;
        }
    }

    // For all who ask: in nobody's trace, and without the headers of the caller who happened to be first.
    [MemberNotNull(nameof(_latest))]
    private void Start()
    {
        using AsyncFlowControl? flow = ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();
        _latest = Task.Run(fetch, CancellationToken.None);
    }

    private static bool IsOver(Task<T> latest, Func<T, bool> isSpent) =>
        latest.IsFaulted || latest.IsCanceled || (latest.IsCompletedSuccessfully && isSpent(latest.Result));
}
