namespace AgentStack.RemoteMcp.Connections;

/// <summary>Where a server is, whether the AgentCore data plane stands before it, and whether it is sent a token.</summary>
internal sealed record ServerAddress(Uri Url, bool IsRuntime, bool SendsToken)
{
    public override string ToString() => Url.AbsoluteUri;
}
