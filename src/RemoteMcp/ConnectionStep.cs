namespace AgentStack.RemoteMcp;

/// <summary>The steps on the way from a prompt to a remote tool, in the order in which they are taken.</summary>
public enum ConnectionStep
{
    Parameters,
    Discovery,
    Token,
    Connect,
    ListTools,
    CallTool,
    GetPrompt,
    ReadResource,

    /// <summary>Another request of the protocol.</summary>
    Request,
}
