namespace AgentStack.RemoteMcp;

/// <summary>How the connection proves itself to a remote MCP server.</summary>
public enum RemoteServerAuth
{
    /// <summary>A machine-to-machine access token (OAuth 2 client credentials).</summary>
    M2M,

    /// <summary>Requests signed with this process's AWS credentials; for runtimes and gateways under IAM.</summary>
    SigV4,

    /// <summary>A token that was made elsewhere, sent as it is.</summary>
    Bearer,

    /// <summary>The access token of a Cognito user (<c>USER_PASSWORD_AUTH</c>); for trying things out, as older guides do.</summary>
    UserPassword,

    /// <summary>Nothing; for servers on a desk or behind a private network.</summary>
    None,
}
