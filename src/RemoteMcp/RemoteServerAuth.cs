namespace AgentStack.RemoteMcp;

/// <summary>How the connection proves itself to a remote MCP server.</summary>
public enum RemoteServerAuth
{
    /// <summary>A machine-to-machine access token (OAuth 2 client credentials); the credentials come from SSM.</summary>
    M2M,

    /// <summary>Nothing; for servers on a desk or behind a private network.</summary>
    None,
}
