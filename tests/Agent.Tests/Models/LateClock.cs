namespace AgentStack.Agent.Tests.Models;

/// <summary>A clock whose timer fires when a test says so, also when it was stopped: as one does that was already under way.</summary>
internal sealed class LateClock : TimeProvider
{
    private Action? _fire;

    public void Fire() => _fire!();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _fire = () => callback(state);
        return new Timer();
    }

    private sealed class Timer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
