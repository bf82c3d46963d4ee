namespace AgentStack.LocalAws.AgentCore;

/// <summary>How a runtime knows its callers.</summary>
public enum RuntimeAuthorizerKind
{
    SigV4,
    Jwt,
}
