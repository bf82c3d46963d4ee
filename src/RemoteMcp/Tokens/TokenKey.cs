namespace AgentStack.RemoteMcp.Tokens;

/// <summary>Whose token it is and what it is good for: servers of which all this is the same share one.</summary>
internal sealed record TokenKey(Uri DiscoveryUrl, string ClientId, string? User, string? Scope, string? Resource);
