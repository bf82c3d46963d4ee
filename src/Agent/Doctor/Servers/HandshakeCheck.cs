using AgentStack.Agent.Chat;
using AgentStack.RemoteMcp.Connections;

namespace AgentStack.Agent.Doctor.Servers;

/// <summary>The MCP handshake: which revision both sides agree on.</summary>
internal sealed class HandshakeCheck(RemoteMcpServer server) : ServerCheck(server, DoctorArea.Server, "handshake")
{
    private const int LongestName = 80;

    protected override async Task<Finding> WalkAsync(CancellationToken cancellationToken)
    {
        var handshake = await Remote.Walk.ShakeHandsAsync(cancellationToken);
        var who = PrintableText.Line($"{handshake.ServerName} {handshake.ServerVersion}", LongestName);
        return Finding.Good($"MCP {handshake.Revision ?? "of an unknown revision"}{(who.Length > 0 ? $", {who}" : "")}");
    }
}
