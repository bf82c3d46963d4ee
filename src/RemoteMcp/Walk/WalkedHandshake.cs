using AgentStack.RemoteMcp.Connections;

namespace AgentStack.RemoteMcp.Walk;

/// <summary>What both sides agreed on, and who the server says that it is.</summary>
public sealed record WalkedHandshake(string? Revision, string? ServerName, string? ServerVersion)
{
    /// <param name="connection">That came about.</param>
    /// <param name="secret">What the server was sent and is not to give back.</param>
    internal static WalkedHandshake From(Connection connection, string? secret) => new(
        connection.Protocol, ServerWords.Of(connection.ServerName, secret), ServerWords.Of(connection.ServerVersion, secret));
}
