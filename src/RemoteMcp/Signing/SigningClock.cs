namespace AgentStack.RemoteMcp.Signing;

/// <summary>The time to sign with: this machine's, corrected by what AWS says when it finds it too far off.</summary>
internal sealed class SigningClock(TimeProvider clock)
{
    // AWS takes 5 minutes either way. A difference below this one is not why it refused.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(4);

    private long _offset;

    public DateTimeOffset Now => clock.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _offset));

    /// <summary>False when what was signed at <paramref name="signedAt"/> was not refused for its time.</summary>
    public bool Correct(DateTimeOffset signedAt, DateTimeOffset? awsTime)
    {
        if (awsTime is not { } right || (right - signedAt).Duration() < Tolerance)
            return false;

        Interlocked.Exchange(ref _offset, (right - clock.GetUtcNow()).Ticks);
        return true;
    }
}
