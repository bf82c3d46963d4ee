namespace AgentStack.McpServer.Gateway.Limits;

/// <summary>What one upstream is asked at a time.</summary>
/// <param name="MaxConcurrentCalls">Calls that run; those above wait.</param>
/// <param name="MaxQueuedCalls">Calls that wait; those above are refused at once.</param>
/// <param name="QueueTimeout">How long one waits.</param>
internal sealed record CallLimits(int MaxConcurrentCalls, int MaxQueuedCalls, TimeSpan QueueTimeout);
