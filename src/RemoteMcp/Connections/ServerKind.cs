namespace AgentStack.RemoteMcp.Connections;

/// <summary>What stands at a server's address.</summary>
internal enum ServerKind
{
    /// <summary>The AgentCore data plane, before the container of a runtime.</summary>
    Runtime,

    /// <summary>An AgentCore gateway.</summary>
    Gateway,

    /// <summary>The server itself, or a proxy that we know nothing of.</summary>
    Plain,

    /// <summary>A process that is started for each connection.</summary>
    Process,
}
