using ModelContextProtocol.Client;

namespace AgentStack.RemoteMcp.Walk;

/// <summary>What both sides agreed on, and who the server says that it is.</summary>
public sealed record WalkedHandshake(string? Revision, string? ServerName, string? ServerVersion)
{
    internal static WalkedHandshake From(McpClient client) =>
        new(client.NegotiatedProtocolVersion, client.ServerInfo?.Name, client.ServerInfo?.Version);
}
