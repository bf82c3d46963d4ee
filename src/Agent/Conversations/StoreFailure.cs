namespace AgentStack.Agent.Conversations;

/// <summary>Why the store does not work, for a person, and since when.</summary>
internal sealed record StoreFailure(string Message, DateTimeOffset Since);
