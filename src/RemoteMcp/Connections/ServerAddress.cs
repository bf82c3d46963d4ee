namespace AgentStack.RemoteMcp.Connections;

/// <summary>Where a server is, what stands before it, and how requests to it are authorized.</summary>
internal sealed record ServerAddress(Uri Url, ServerKind Kind, RemoteServerAuth Auth)
{
    public bool IsRuntime => Kind == ServerKind.Runtime;

    /// <summary>Whether AgentCore stands before the server, also when its address was given as a plain one.</summary>
    public bool IsAgentCore => Kind != ServerKind.Plain || Url.AbsolutePath.EndsWith("/invocations", StringComparison.Ordinal);

    public bool SendsToken => Auth is not (RemoteServerAuth.None or RemoteServerAuth.SigV4);

    /// <summary>As it may be shown.</summary>
    public override string ToString() => RemoteUrl.Show(Url);
}
