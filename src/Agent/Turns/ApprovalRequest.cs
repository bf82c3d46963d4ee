namespace AgentStack.Agent.Turns;

/// <summary>A call that waits for a person.</summary>
/// <param name="Id">To be named in the decision; the <see cref="Events.ToolCallEvent"/> has it too.</param>
/// <param name="Reason">The rule that asks.</param>
internal sealed record ApprovalRequest(
    string Id, string Tool, string? Server, IReadOnlyDictionary<string, object?> Arguments, string Reason);
