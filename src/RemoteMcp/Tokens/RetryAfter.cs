namespace AgentStack.RemoteMcp.Tokens;

/// <summary>How long an answer asks to be left alone, in either form of the header.</summary>
internal static class RetryAfter
{
    public static TimeSpan? Read(HttpResponseMessage response, TimeProvider clock)
    {
        var asked = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,

            // By the clock of who wrote it, where the answer tells: this machine's may be wrong.
            { Date: { } date } => date - (response.Headers.Date ?? clock.GetUtcNow()),
            _ => TimeSpan.Zero,
        };

        return asked > TimeSpan.Zero ? asked : null;
    }
}
