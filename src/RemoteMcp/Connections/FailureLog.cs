using Microsoft.Extensions.Logging;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>How loud a server's failures are told: the first of them as a warning, and then seldom until it is back.</summary>
internal sealed class FailureLog(TimeProvider clock)
{
    public static readonly TimeSpan Pace = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private long _began;
    private long _told;
    private bool _isFailing;

    public LogLevel NextLevel()
    {
        lock (_gate)
        {
            var now = clock.GetTimestamp();
            var level = !_isFailing ? LogLevel.Warning
                : clock.GetElapsedTime(_told, now) >= Pace ? LogLevel.Information
                : LogLevel.Debug;
            if (!_isFailing)
                (_isFailing, _began) = (true, now);

            if (level != LogLevel.Debug)
                _told = now;

            return level;
        }
    }

    /// <summary>Told once when it is over: for how long the server failed.</summary>
    public TimeSpan? End()
    {
        lock (_gate)
        {
            if (!_isFailing)
                return null;

            _isFailing = false;
            return clock.GetElapsedTime(_began);
        }
    }
}
