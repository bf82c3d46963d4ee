namespace AgentStack.McpServer.Access.Limits;

/// <summary>Which limit a request ran into, and when to try again.</summary>
internal sealed record LimitRefusal(string Limit, int Allowed, TimeSpan RetryAfter)
{
    /// <summary>Whole, as Retry-After has it, and never too early.</summary>
    public int Seconds => Math.Max(1, (int)Math.Ceiling(Math.Round(RetryAfter.TotalSeconds, 3)));
}
