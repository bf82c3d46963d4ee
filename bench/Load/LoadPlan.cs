namespace AgentStack.Load;

/// <summary>How much load, and for how long.</summary>
internal sealed record LoadPlan(int Sessions, TimeSpan Duration, TimeSpan ChunkDelay);
