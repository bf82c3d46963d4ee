namespace AgentStack.LocalAws.AgentCore;

/// <summary>What a runtime's container speaks.</summary>
public enum RuntimeProtocol
{
    /// <summary><c>POST /invocations</c>.</summary>
    Http,

    /// <summary>Streamable HTTP at <c>/mcp</c>.</summary>
    Mcp,
}
