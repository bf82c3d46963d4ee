using Microsoft.Extensions.Logging;

namespace AgentStack.RemoteMcp.Connections;

public sealed partial class RemoteMcpServer
{
    /// <summary>For who waits for a server that is away, and not left alone.</summary>
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(1);

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
        bool? hasRun = false;
        try
        {
            while (true)
            {
                try
                {
                    return await JudgeAsync(step, deadline, isRepeatable, use, cancellationToken);
                }
                catch (RemoteMcpException e) when (IsWorthWaiting(e, isRepeatable, patience - _clock.GetElapsedTime(began), out var wait))
                {
                    hasRun = hasRun is null ? null : e.HasRun;
                    await Task.Delay(wait, _clock, cancellationToken);
                }
                catch (RemoteMcpException e) when (hasRun is null)
                {
                    throw e.AfterOneThatWasSent();
                }
            }
        }
        finally
        {
            _running.End();
        }
    }

    // Nothing was sent, or nothing that may not be sent again, and the server is tried again in time.
    private bool IsWorthWaiting(RemoteMcpException failure, bool isRepeatable, TimeSpan patience, out TimeSpan wait)
    {
        wait = BetweenAttempts;
        if ((!isRepeatable && failure.HasRun != false)
            || (!failure.IsOnHold && failure.Step.IsCall() && !ConnectionFailures.IsUnsent(failure)))
        {
            return false;
        }

        // A wait has whole milliseconds, and the last of them must not be waited for in circles.
        _health.ShortenPause(patience - Instant);
        if (_health.RestOfPause is { Ticks: > 0 } rest)
            wait = rest + Instant;

        return wait <= patience;
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
            Worked(used!, isTrial);
            return result;
        }
        catch (RemoteMcpException e) when (e.Answer is not null && e.Step.IsCall())
        {
            isJudged = true;
            Worked(used!, isTrial);
            throw;
        }
        catch (RemoteMcpException e) when (!ConnectionFailures.IsOfTheCaller(e))
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
            var connection = await ConnectAsync(hasRun, cancellationToken);
            var began = _clock.GetTimestamp();
            try
            {
                return await deadline.After(spent).RunAsync(token => use(connection, token), cancellationToken);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                var failure = ConnectionFailures.Translate(await connection.ExplainAsync(e), Name, step, connection.Address);
                TellOf(failure);
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

    private void Worked(Connection connection, bool isTrial)
    {
        _health.Worked(connection, isTrial);
        if (_failures.End() is { } failed)
            Log.Back(_logger, Name, failed.TotalSeconds);
    }

    // What the server answers to one request says nothing of the server, and is told each time.
    private void TellOf(RemoteMcpException failure)
    {
        var isOfTheRequest = ConnectionFailures.KindOf(failure) is FailureKind.Answered or FailureKind.Late;
        var level = isOfTheRequest ? LogLevel.Warning : _failures.NextLevel();
        Log.Failed(_logger, level, Name, failure.Step, failure.Problem, failure.Remedy);
    }

    private async Task<Connection> ConnectAsync(bool? hasRun, CancellationToken cancellationToken)
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
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var closing = _closing.Token;
        try
        {
            var connection = await _connector.OpenAsync(new Notifications(Name, OnChanged, _logger), closing);
            _marked.Teach(connection);

            // Another process, maybe of another version: it lists what it has now, and told nobody of it.
            if (Listing is { At: var listedAt })
                _background.RefreshSoon(listedAt);

            return connection;
        }
        catch (Exception e) when (closing.IsCancellationRequested)
        {
            throw new ObjectDisposedException($"The server {Name} is closed.", e);
        }
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
}
