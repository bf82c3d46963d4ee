namespace AgentStack.RemoteMcp.Walk;

/// <summary>What was found of an app client; never its secret.</summary>
/// <param name="Found">The names of the parameters that are there.</param>
public sealed record WalkedCredentials(string ClientId, Uri DiscoveryUrl, IReadOnlyList<string> Found);
