using AgentStack.RemoteMcp.Access;
using AgentStack.RemoteMcp.Tokens;
using AgentStack.RemoteMcp.Walk;
using Microsoft.Extensions.Logging;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>
/// A remote MCP server: connected on first use, and again when its session or connection is gone. Every step and every
/// call has a deadline of its own, also when the server has begun to answer and falls silent. One that fails is left alone
/// for a while, and tried in the background until it is back.
/// </summary>
public sealed partial class RemoteMcpServer : IAsyncDisposable
{
    /// <summary>For who waits for a server that is away, and not left alone.</summary>
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(100);

    private readonly IServerAccess _access;
    private readonly Connector _connector;
    private readonly Deadline _callDeadline;
    private readonly Deadline _listDeadline;
    private readonly Deadline _offersDeadline;
    private readonly ToolLister _lister;
    private readonly ToolFilter _filter;
    private readonly PassedHeaders _passed;
    private readonly ServerHealth _health;
    private readonly Background _background;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly SingleFlight<Connection> _connection;
    private readonly MarkedTools _marked = new();
    private readonly RunningCalls _running = new();
    private volatile bool _isDisposed;

    internal RemoteMcpServer(
        string name,
        RemoteServerOptions options,
        IServerAccess access,
        Connector connector,
        Deadline callDeadline,
        Deadline listDeadline,
        TimeProvider clock,
        ILogger<RemoteMcpServer> logger)
    {
        Name = name;
        Options = options;
        _access = access;
        _connector = connector;
        _callDeadline = callDeadline;
        _listDeadline = listDeadline;

        // Each list has its own, and they run side by side; this one is for what nobody thought of.
        _offersDeadline = new Deadline(listDeadline.Limit * 2, clock);
        _clock = clock;
        _logger = logger;
        _lister = new ToolLister(name, options.Tools, _marked, clock);
        _filter = new ToolFilter(options.Tools);
        _passed = new PassedHeaders(options.PassHeaders);
        _background = new Background(RefreshAsync, () => _health!.RestOfPause, clock);
        _health = new ServerHealth(name, clock)
        {
            IsLocking = options.Auth == RemoteServerAuth.UserPassword,
            Pausing = _background.TryAgainIn,
            Paused = OnPaused,
        };
        _connection = new SingleFlight<Connection>(
            OpenAsync);
    }

    public string Name { get; }

    public RemoteServerOptions Options { get; }

    /// <summary>The way there, step by step.</summary>
    public required ServerWalk Walk { get; init; }

    /// <summary>The token that the next request sends; null where <see cref="RemoteServerOptions.Auth"/> sends none.</summary>
    /// <exception cref="RemoteMcpException">No token can be had; it says at which step and why.</exception>
    public Task<ServerToken?> GetTokenAsync(CancellationToken cancellationToken) => Walk.GetTokenAsync(cancellationToken);

    /// <summary>How it stands with the server at this moment; asks nobody.</summary>
    public ServerCondition Condition => _health.Condition;

    /// <summary>What the server listed last; null when it never did.</summary>
    public ToolListing? Listing { get; private set; }

    /// <summary>The server has listed its tools, asked or by itself: <see cref="Listing"/> is another one.</summary>
    public event EventHandler? Listed;

    /// <summary>The next caller tries, also while the server is left alone: somebody wants to know whether it is mended.</summary>
    public void TryNow() => _health.EndPause();

    /// <summary>All pages of the server's tools, without those that are left out (<see cref="Listing"/> says which).</summary>
    /// <exception cref="RemoteMcpException">The server cannot be reached or does not answer.</exception>
    public async Task<IReadOnlyList<RemoteTool>> ListToolsAsync(CancellationToken cancellationToken)
    {
        var listing = await UseAsync(ConnectionStep.ListTools, _listDeadline, isRepeatable: true, _lister.ListAsync, TimeSpan.Zero, cancellationToken);
        Listing = listing;
        Listed?.Invoke(this, EventArgs.Empty);
        return listing.Tools;
    }

    /// <summary>Puts what proves this process to the server on other requests too, before <paramref name="inner"/> sends them.</summary>
    public HttpMessageHandler Guard(HttpMessageHandler inner) => _access.Guard(inner);

    /// <summary>Takes no calls any more (<see cref="ObjectDisposedException"/>), lets those that are under way end, and closes then.</summary>
    public async ValueTask RetireAsync()
    {
        await _background.DisposeAsync();
        await _running.CloseAsync();
        await DisposeAsync();
    }

    /// <summary>Closes at once: calls that are under way fail.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;

        _isDisposed = true;
        await _background.DisposeAsync();
        if (_connection.Current is { } connection)
            await CloseAsync(connection.DisposeAsync);
        else
            _connection.WhenThere(late => _ = CloseAsync(late.DisposeAsync));
    }

    private async Task<T> UseAsync<T>(
        ConnectionStep step,
        Deadline deadline,
        bool isRepeatable,
        Func<Connection, CancellationToken, Task<T>> use,
        TimeSpan patience,
        CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(!_running.TryBegin(), this);
        var began = _clock.GetTimestamp();
        try
        {
            while (true)
            {
                try
                {
                    return await JudgeAsync(step, deadline, isRepeatable, use, cancellationToken);
                }
                catch (RemoteMcpException e) when (IsWorthWaiting(e, patience - _clock.GetElapsedTime(began), out var wait))
                {
                    await Task.Delay(wait, _clock, cancellationToken);
                }
            }
        }
        finally
        {
            _running.End();
        }
    }

    // Nothing was sent, and the server is tried again in time.
    private bool IsWorthWaiting(RemoteMcpException failure, TimeSpan patience, out TimeSpan wait)
    {
        // A wait has whole milliseconds, and the last of them must not be waited for in circles.
        wait = _health.RestOfPause is { Ticks: > 0 } rest ? rest + TimeSpan.FromMilliseconds(1) : BetweenAttempts;
        return wait <= patience && failure.HasRun == false
            && (failure.IsOnHold || !failure.Step.IsCall() || ConnectionFailures.IsUnsent(failure));
    }

    private async Task<T> JudgeAsync<T>(
        ConnectionStep step,
        Deadline deadline,
        bool isRepeatable,
        Func<Connection, CancellationToken, Task<T>> use,
        CancellationToken cancellationToken)
    {
        var isTrial = await _health.EnterAsync(cancellationToken);
        var isJudged = false;
        Connection? used = null;
        try
        {
            var result = await TryTwiceAsync(step, deadline, isRepeatable, UseAsync, cancellationToken);
            isJudged = true;
            _health.Worked(used!, isTrial);
            return result;
        }
        catch (RemoteMcpException e) when (e.Answer is not null && e.Step.IsCall())
        {
            isJudged = true;
            _health.Worked(used!, isTrial);
            throw;
        }
        catch (RemoteMcpException e)
        {
            isJudged = true;
            if (e.Step != ConnectionStep.ListTools && !e.Step.IsCall())
                _connector.ForgetCredentials();

            var kind = ConnectionFailures.KindOf(e);
            _health.Failed(e, kind, ConnectionFailures.RetryAfter(e), isTrial);

            // A server that hangs does not list its tools either; one whose tool is slow does.
            if (kind == FailureKind.Late)
                _background.RefreshSoon(Listing?.At);

            throw;
        }
        finally
        {
            if (!isJudged)
                _health.Left(isTrial);
        }

        Task<T> UseAsync(Connection connection, CancellationToken token) => use(used = connection, token);
    }

    private async Task<T> TryTwiceAsync<T>(
        ConnectionStep step,
        Deadline deadline,
        bool isRepeatable,
        Func<Connection, CancellationToken, Task<T>> use,
        CancellationToken cancellationToken)
    {
        var spent = TimeSpan.Zero;
        bool? hasRun = false;
        for (var isFirst = true; ; isFirst = false)
        {
            var connection = await OpenAsync(hasRun, cancellationToken);
            var began = _clock.GetTimestamp();
            try
            {
                return await deadline.After(spent).RunAsync(token => use(connection, token), cancellationToken);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                var failure = ConnectionFailures.Translate(await connection.ExplainAsync(e), Name, step, connection.Address);
                Log.Failed(_logger, Name, step, failure.Problem);
                if (ConnectionFailures.IsMaybeOfTheConnection(failure, connection.Address))
                    await ReplaceAsync(connection);

                if (!await MayRepeatAsync(connection, e, isRepeatable) || !isFirst)
                    throw hasRun is null ? failure.AfterOneThatWasSent() : failure;

                hasRun = failure.HasRun;
            }
            finally
            {
                spent += _clock.GetElapsedTime(began);
                await CloseAsync(connection.ReleaseAsync);
            }
        }
    }

    private async Task<Connection> OpenAsync(bool? hasRun, CancellationToken cancellationToken)
    {
        try
        {
            await _access.PrepareAsync(cancellationToken);
            return await HoldConnectionAsync(cancellationToken);
        }
        catch (RemoteMcpException e) when (hasRun is null)
        {
            throw e.AfterOneThatWasSent();
        }
    }

    // One that is over, or that another call retired between the two steps, is passed over for the next.
    private async Task<Connection> HoldConnectionAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_connection.Current is { IsOver: true } over)
                await ReplaceAsync(over);

            var connection = await _connection.GetAsync(isSpent: _ => false, cancellationToken);
            if (connection.TryHold())
                return connection;
        }
    }

    private async Task<Connection> OpenAsync()
    {
        var connection = await _connector.OpenAsync(new Notifications(Name, OnChanged, _logger));
        _marked.Teach(connection);
        return connection;
    }

    private async Task<bool> MayRepeatAsync(Connection connection, Exception failure, bool isRepeatable)
    {
        var isSessionLost = ConnectionFailures.IsSessionLost(failure);
        var isOver = isSessionLost || connection.IsOver;
        if (isOver)
            await ReplaceAsync(connection);

        return isSessionLost || ConnectionFailures.IsUnsent(failure)
            || (isRepeatable && (isOver || ConnectionFailures.IsConnectionLost(failure)));
    }

    // The next call opens another; this one closes when its last call has ended.
    private Task ReplaceAsync(Connection connection)
    {
        _connection.Drop(connection);
        return CloseAsync(connection.RetireAsync);
    }

    private async Task CloseAsync(Func<ValueTask> closeAsync)
    {
        try
        {
            await closeAsync();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A client whose session is gone may fail to say goodbye.
            Log.GoodbyeFailed(_logger, Name, e.GetType().Name);
        }
    }

    private void OnPaused(TimeSpan pause)
    {
        if (Condition is { Cause: { } cause, State: var state })
            Log.Paused(_logger, Name, state, pause.TotalSeconds, cause.Problem);
    }
}
