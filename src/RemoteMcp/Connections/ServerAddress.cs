namespace AgentStack.RemoteMcp.Connections;

/// <summary>Where a server is, what stands before it, and how requests to it are authorized.</summary>
internal sealed record ServerAddress(Uri Url, ServerKind Kind, RemoteServerAuth Auth)
{
    public bool IsRuntime => Kind == ServerKind.Runtime;

    public bool SendsToken => Auth is not (RemoteServerAuth.None or RemoteServerAuth.SigV4);

    public override string ToString() => Url.AbsoluteUri;
}
