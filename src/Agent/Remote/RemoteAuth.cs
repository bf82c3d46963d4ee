namespace AgentStack.Agent.Remote;

/// <summary>How calls of a deployed agent prove who sends them.</summary>
internal enum RemoteAuth
{
    /// <summary>Nothing; for an agent that listens on a desk or behind a private network.</summary>
    None,

    /// <summary>This process's AWS credentials; for a runtime under IAM.</summary>
    SigV4,

    /// <summary>An access token; for a runtime with a JWT authorizer.</summary>
    Bearer,
}
