namespace AgentStack.RemoteMcp.Credentials;

/// <summary>The Cognito user in whose name a server is called.</summary>
public sealed record UserCredentials(string Name, ClientSecret Password);
