namespace AgentStack.Agent.Conversations;

/// <summary>Turns that a session's requests no longer hold.</summary>
/// <param name="ThroughSequence">The newest of them.</param>
/// <param name="Summary">What was said in them, in short; null when nobody summed it up.</param>
internal sealed record EarlierTurns(long ThroughSequence, string? Summary);
