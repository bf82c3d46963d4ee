namespace AgentStack.RemoteMcp.Connections;

/// <summary>Headers of the AgentCore data plane.</summary>
public static class AgentCoreHeaders
{
    /// <summary>33 to 256 characters; requests with the same value reach the same microVM.</summary>
    public const string SessionId = "X-Amzn-Bedrock-AgentCore-Runtime-Session-Id";
}
