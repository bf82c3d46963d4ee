using System.Diagnostics.CodeAnalysis;

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

    /// <summary>Credentials are mended by people; asking often only fills the log of the one who refuses.</summary>
    public static readonly TimeSpan FirstPauseWhenRefused = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan LongestPauseWhenRefused = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan PatienceWithTrial = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private ServerCondition _condition = new(ConnectionState.Idle, Cause: null, clock.GetUtcNow(), RetryAt: null);
    private TaskCompletionSource? _trial;
    private int _pauses;
    private int _brokenCalls;

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

    /// <summary>Lets a caller through, or waits for the one who tries; <see cref="Worked"/>, <see cref="Failed"/> or <see cref="Left"/> must follow.</summary>
    /// <exception cref="RemoteMcpException">The server is left alone for now.</exception>
    public async Task EnterAsync(CancellationToken cancellationToken)
    {
        while (!TryEnter(out var trial))
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
    }

    public void Worked(Connection connection)
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
            };
            EndTrial();
        }
    }

    /// <summary>The caller gave up by itself: it has found out nothing.</summary>
    public void Left()
    {
        lock (_gate)
        {
            EndTrial();
        }
    }

    public void Failed(RemoteMcpException failure, FailureKind kind, TimeSpan? retryAfter)
    {
        TimeSpan pause;
        lock (_gate)
        {
            // Those who failed together with the one who tried, or before, say nothing new.
            var isNews = _trial is not null || _condition.RetryAt is null;
            var isPause = isNews && IsPause(failure.Step, kind, retryAfter);
            pause = isPause ? NextPause(kind, retryAfter) : TimeSpan.Zero;
            if (isPause)
            {
                var state = kind == FailureKind.Refused ? ConnectionState.Refused
                    : _condition.WasConnected ? ConnectionState.Degraded : ConnectionState.Connecting;
                Pausing(pause);
                _condition = Become(state) with { Cause = failure, RetryAt = clock.GetUtcNow() + pause };
            }

            EndTrial();
        }

        if (pause > TimeSpan.Zero)
            Paused(pause);
    }

    private bool TryEnter([NotNullWhen(false)] out Task? trial)
    {
        trial = null;
        lock (_gate)
        {
            if (_condition.State == ConnectionState.Idle)
                _condition = Become(ConnectionState.Connecting);

            if (_condition.RetryAt is not { } retryAt)
                return true;

            if (clock.GetUtcNow() < retryAt)
                throw OnHold(_condition);

            trial = _trial?.Task;
            if (trial is null)
                _trial = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

            return trial is null;
        }
    }

    // A trial that ends without a verdict leaves the time as it was: the next caller tries.
    private void EndTrial()
    {
        _trial?.TrySetResult();
        _trial = null;
    }

    private bool IsPause(ConnectionStep step, FailureKind kind, TimeSpan? retryAfter)
    {
        if (step != ConnectionStep.CallTool || _trial is not null)
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
            ? (FirstPauseWhenRefused, LongestPauseWhenRefused)
            : (FirstPause, LongestPause);
        var full = first * Math.Pow(2, Math.Min(_pauses++, 16));
        var pause = (full < longest ? full : longest) * (0.5 + (Random.Shared.NextDouble() / 2));
        return retryAfter is { } asked && asked > pause ? TimeSpan.FromTicks(Math.Min(asked.Ticks, LongestPauseWhenRefused.Ticks)) : pause;
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
            cause);
    }
}
