namespace AgentStack.RemoteMcp.Tokens;

/// <summary>Pauses that double and are never quite the same, so that those who failed together do not come back together.</summary>
internal sealed class Backoff(TimeSpan first, TimeSpan longest)
{
    /// <param name="attempt">The one that has failed, from 1.</param>
    public TimeSpan After(int attempt)
    {
        var pause = first * Math.Pow(2, Math.Min(attempt, 20) - 1);
        return (pause < longest ? pause : longest) * (0.75 + (Random.Shared.NextDouble() / 2));
    }
}
