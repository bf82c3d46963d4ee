using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>
/// Keeps a server that fails from being asked by everybody: after a failure it is left alone for a time that grows, then
/// one caller tries while the others wait shortly for what comes of it. Between, calls fail at once with the cause.
/// </summary>
internal sealed class ServerHealth(string server, TimeProvider clock)
{
    /// <summary>A server that answers is left alone only when so many calls in a row found it broken.</summary>
    public const int CallsInARow = 3;

    public static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <summary>A server that calls wait for is tried this often: it is expected back.</summary>
    public static readonly TimeSpan LongestPauseWhenAwaited = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ShortestPause = FirstPause / 2;

    /// <summary>Credentials are mended by people; asking often only fills the log of the one who refuses.</summary>
    public static readonly TimeSpan FirstPauseWhenRefused = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan LongestPauseWhenRefused = TimeSpan.FromMinutes(1);

    /// <summary>Who signs users in locks them when it is asked often with a wrong password.</summary>
    public static readonly TimeSpan LongestPauseWhenLocking = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestWaitAskedFor = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan PatienceWithTrial = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private ServerCondition _condition = new(ConnectionState.Idle, Cause: null, clock.GetUtcNow(), RetryAt: null);
    private TaskCompletionSource? _trial;
    private long _pausedAt;
    private TimeSpan _pause;
    private bool _isPauseOurs;
    private int _pauses;
    private int _brokenCalls;

    /// <summary>Whether asking often with wrong credentials locks a user.</summary>
    public bool IsLocking { get; init; }

    /// <summary>Told of each pause before anybody can see it, so that who waits for its end finds the next trial planned.</summary>
    public Action<TimeSpan> Pausing { get; set; } = _ => { };

    /// <summary>Told of each pause when it has begun.</summary>
    public Action<TimeSpan> Paused { get; set; } = _ => { };

    public ServerCondition Condition
    {
        get
        {
            lock (_gate)
            {
                return _condition;
            }
        }
    }

    /// <summary>The next caller tries, however long the server was to be left alone.</summary>
    public void EndPause()
    {
        lock (_gate)
        {
            if (_condition.RetryAt is not null)
                (_pause, _condition) = (TimeSpan.Zero, _condition with { RetryAt = clock.GetUtcNow() });
        }
    }

    /// <summary>
    /// A call waits so long yet and no longer: the next attempt is not put off beyond that, unless the server asked for it,
    /// or attempts would follow each other too closely.
    /// </summary>
    public void ShortenPause(TimeSpan patience)
    {
        lock (_gate)
        {
            if (_condition.RetryAt is null || !_isPauseOurs)
                return;

            var elapsed = clock.GetElapsedTime(_pausedAt);
            var awaited = elapsed + patience < LongestPauseWhenAwaited ? elapsed + patience : LongestPauseWhenAwaited;
            if (awaited < _pause && awaited >= ShortestPause)
                (_pause, _condition) = (awaited, _condition with { RetryAt = clock.GetUtcNow() + awaited - elapsed });
        }
    }

    /// <summary>How long the server is left alone yet; null when it is not. The time of day does not matter to it.</summary>
    public TimeSpan? RestOfPause
    {
        get
        {
            lock (_gate)
            {
                return _condition.RetryAt is null ? null : Rest;
            }
        }
    }

    /// <summary>
    /// Lets a caller through, or waits for the one who tries; <see cref="Worked"/>, <see cref="Failed"/> or <see cref="Left"/>
    /// must follow. True for the one who tries: with what comes of that the trial ends.
    /// </summary>
    /// <exception cref="RemoteMcpException">The server is left alone for now.</exception>
    public async Task<bool> EnterAsync(CancellationToken cancellationToken)
    {
        bool isTrial;
        while (!TryEnter(out isTrial, out var trial))
        {
            try
            {
                await trial.WaitAsync(PatienceWithTrial, clock, cancellationToken);
            }
            catch (TimeoutException)
            {
                throw OnHold(Condition);
            }
        }

        return isTrial;
    }

    public void Worked(Connection connection, bool isTrial)
    {
        lock (_gate)
        {
            (_pauses, _brokenCalls) = (0, 0);
            _condition = Become(ConnectionState.Connected) with
            {
                Cause = null,
                RetryAt = null,
                WasConnected = true,
                NegotiatedProtocol = connection.Protocol,
                ServerName = connection.ServerName,
                ServerVersion = connection.ServerVersion,
                Capabilities = connection.Capabilities is { ValueKind: JsonValueKind.Object } said ? said : null,
                Instructions = connection.Instructions,
            };
            EndTrial(isTrial);
        }
    }

    /// <summary>The caller gave up by itself: it has found out nothing.</summary>
    public void Left(bool isTrial)
    {
        lock (_gate)
        {
            EndTrial(isTrial);
        }
    }

    public void Failed(RemoteMcpException failure, FailureKind kind, TimeSpan? retryAfter, bool isTrial)
    {
        TimeSpan pause;
        lock (_gate)
        {
            // Those who failed together with the one who tried, or before, say nothing new.
            var isNews = isTrial || _condition.RetryAt is null;
            var isPause = isNews && (isTrial || IsPause(failure.Step, kind, retryAfter));
            pause = isPause ? NextPause(kind, retryAfter) : TimeSpan.Zero;
            if (isPause)
            {
                var state = kind == FailureKind.Refused ? ConnectionState.Refused
                    : _condition.WasConnected ? ConnectionState.Degraded : ConnectionState.Connecting;
                (_pausedAt, _pause) = (clock.GetTimestamp(), pause);
                _isPauseOurs = kind is FailureKind.Down or FailureKind.Late && retryAfter is null;
                Pausing(pause);
                _condition = Become(state) with { Cause = failure, RetryAt = clock.GetUtcNow() + pause };
            }

            EndTrial(isTrial);
        }

        if (pause > TimeSpan.Zero)
            Paused(pause);
    }

    private TimeSpan Rest => _pause - clock.GetElapsedTime(_pausedAt);

    private bool TryEnter(out bool isTrial, [NotNullWhen(false)] out Task? trial)
    {
        (isTrial, trial) = (false, null);
        lock (_gate)
        {
            if (_condition.State == ConnectionState.Idle)
                _condition = Become(ConnectionState.Connecting);

            if (_condition.RetryAt is null)
                return true;

            if (Rest > TimeSpan.Zero)
                throw OnHold(_condition);

            trial = _trial?.Task;
            if (trial is not null)
                return false;

            _trial = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return isTrial = true;
        }
    }

    // A trial that ends without a verdict leaves the time as it was: the next caller tries.
    private void EndTrial(bool isTrial)
    {
        if (!isTrial)
            return;

        _trial?.TrySetResult();
        _trial = null;
    }

    private bool IsPause(ConnectionStep step, FailureKind kind, TimeSpan? retryAfter)
    {
        if (!step.IsCall())
            return true;

        if (kind == FailureKind.Late)
            return false;

        if (kind == FailureKind.Answered)
        {
            _brokenCalls = 0;
            return false;
        }

        _brokenCalls++;
        return _brokenCalls >= CallsInARow || (kind == FailureKind.Throttled && retryAfter > TimeSpan.Zero);
    }

    private TimeSpan NextPause(FailureKind kind, TimeSpan? retryAfter)
    {
        var (first, longest) = kind == FailureKind.Refused
            ? (FirstPauseWhenRefused, IsLocking ? LongestPauseWhenLocking : LongestPauseWhenRefused)
            : (FirstPause, LongestPause);
        var full = first * Math.Pow(2, Math.Min(_pauses++, 16));
        var pause = (full < longest ? full : longest) * (0.5 + (Random.Shared.NextDouble() / 2));
        return retryAfter is { } asked && asked > pause ? TimeSpan.FromTicks(Math.Min(asked.Ticks, LongestWaitAskedFor.Ticks)) : pause;
    }

    private ServerCondition Become(ConnectionState state) =>
        state == _condition.State ? _condition : _condition with { State = state, Since = clock.GetUtcNow() };

    private RemoteMcpException OnHold(ServerCondition condition)
    {
        var cause = condition.Cause!;
        return new RemoteMcpException(
            server,
            cause.Step,
            cause.Address,
            cause.Problem,
            $"It is tried again at {condition.RetryAt:HH:mm:ss} UTC, and calls fail at once until then. {cause.Remedy}",
            cause)
        {
            IsOnHold = true,
            HasRun = false,
        };
    }
}
