namespace AgentStack.RemoteMcp.Credentials;

/// <summary>What SSM holds for one server: who this machine is, where it asks for tokens, and perhaps where the server is.</summary>
public sealed record MachineCredentials(
    string ClientId,
    ClientSecret Secret,
    Uri DiscoveryUrl,
    string? Scope,
    RuntimeArn? RuntimeArn,
    Uri? Url);
