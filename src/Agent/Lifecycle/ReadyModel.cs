namespace AgentStack.Agent.Lifecycle;

/// <summary>The model as it is configured; it is not asked.</summary>
internal sealed record ReadyModel(string Id);
