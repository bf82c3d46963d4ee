namespace AgentStack.LocalAws.AgentCore.Memory;

/// <summary>A session belongs to an actor: the same id of another actor is another session.</summary>
internal sealed record SessionKey(string ActorId, string SessionId);
