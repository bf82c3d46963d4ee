namespace AgentStack.Agent.Turns;

/// <summary>What a person decided of the calls that wait in a session, by their ids. Who denies and approves one denies it.</summary>
internal sealed record ApprovalDecisions(IReadOnlyList<string> Approve, IReadOnlyList<string> Deny)
{
    public IReadOnlyList<string> All => [.. Approve.Union(Deny)];
}
