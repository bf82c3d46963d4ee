namespace AgentStack.Agent.Remote;

/// <summary>Which deployed agent is meant, as the command line has it.</summary>
/// <param name="Address">An ARN or a URL; null for that of the environment.</param>
/// <param name="Qualifier">The runtime endpoint's name.</param>
/// <param name="Auth">Null: SigV4 for an ARN, none for a URL.</param>
/// <param name="Server">With Bearer: the MCP server whose credentials the token is fetched with.</param>
internal sealed record RemoteTarget(string? Address, string Qualifier, RemoteAuth? Auth, string? Server);
