using AgentStack.Agent.Tools;
using AgentStack.RemoteMcp.Connections;

namespace AgentStack.Agent.Lifecycle;

/// <summary>Whether an agent may take turns without a server that its settings call required.</summary>
internal static class RequiredServers
{
    /// <summary>A server that was there before may fail for so long: a restart is no reason to send the turns elsewhere.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    public static bool IsMissing(ServerState server, DateTimeOffset now) =>
        server.Server.Options.Required && server.Condition switch
        {
            { WasConnected: false } => true,
            { State: ConnectionState.Degraded or ConnectionState.Refused, Since: var since } => now - since >= Grace,
            _ => false,
        };
}
