namespace AgentStack.Agent.Lifecycle;

/// <summary>Where conversations are kept, as it did when it was last used; it is not asked.</summary>
/// <param name="Failure">Why, with the remedy; null when it worked.</param>
/// <param name="Since">Unix seconds of the first failure since it last worked.</param>
internal sealed record ReadyStore(string Kind, string? Failure, long? Since);
