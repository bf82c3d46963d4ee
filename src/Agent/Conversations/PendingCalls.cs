namespace AgentStack.Agent.Conversations;

/// <summary>Calls of one answer of the model, some of which wait for a person.</summary>
/// <param name="Waiting">The ids of those that wait.</param>
/// <param name="Answered">What the others gave the model, by their ids.</param>
internal sealed record PendingCalls(IReadOnlyList<string> Waiting, IReadOnlyDictionary<string, string> Answered)
{
    /// <summary>What those that wait would run, by their ids; null in a turn that an older agent wrote.</summary>
    public IReadOnlyDictionary<string, AskedTool>? Tools { get; init; }
}
