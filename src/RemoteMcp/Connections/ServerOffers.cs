namespace AgentStack.RemoteMcp.Connections;

/// <summary>All that a server offers, of what it says that it has.</summary>
public sealed record ServerOffers(
    ToolListing Tools,
    IReadOnlyList<RemotePrompt> Prompts,
    IReadOnlyList<RemoteResource> Resources,
    IReadOnlyList<RemoteResourceTemplate> Templates)
{
    /// <summary>What could not be read besides tools, and why, in clauses for a person: the rest stands.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];
}
