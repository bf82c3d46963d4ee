namespace AgentStack.RemoteMcp.Connections;

/// <summary>Where a server is, what stands before it, and how requests to it are authorized.</summary>
internal sealed record ServerAddress(Uri Url, ServerKind Kind, RemoteServerAuth Auth)
{
    private static readonly Uri Child = new("process:child");

    private string? Command { get; init; }

    public bool IsRuntime => Kind == ServerKind.Runtime;

    /// <summary>Whether it is a process of our own, which is spoken to by its standard input and output.</summary>
    public bool IsProcess => Kind == ServerKind.Process;

    /// <summary>Whether AgentCore stands before the server, also when its address was given as a plain one.</summary>
    public bool IsAgentCore =>
        Kind is ServerKind.Runtime or ServerKind.Gateway || Url.AbsolutePath.EndsWith("/invocations", StringComparison.Ordinal);

    public bool SendsToken => Auth is not (RemoteServerAuth.None or RemoteServerAuth.SigV4);

    /// <summary>That of a command; its arguments may hold secrets and are no part of it.</summary>
    public static ServerAddress Of(string command) =>
        new(Child, ServerKind.Process, RemoteServerAuth.None) { Command = Path.GetFileName(command) };

    /// <summary>As it may be shown.</summary>
    public override string ToString() => Command is null ? RemoteUrl.Show(Url) : $"the command '{Command}'";
}
