using System.Text.Json;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>A remote MCP server as it was when it was last asked; asks nobody.</summary>
/// <param name="State">How it stands.</param>
/// <param name="Cause">Why it fails; null while it does not.</param>
/// <param name="Since">When <paramref name="State"/> began.</param>
/// <param name="RetryAt">When it is asked again; calls fail at once until then. Null while nothing is held back.</param>
public sealed record ServerCondition(
    ConnectionState State, RemoteMcpException? Cause, DateTimeOffset Since, DateTimeOffset? RetryAt)
{
    /// <summary>The protocol revision that the last handshake agreed on; null before the first.</summary>
    public string? NegotiatedProtocol { get; init; }

    /// <summary>The server's name as it gives it itself, if it does.</summary>
    public string? ServerName { get; init; }

    /// <summary>The server's version as it gives it itself, if it does.</summary>
    public string? ServerVersion { get; init; }

    /// <summary>
    /// The capabilities that the server declared in the last handshake, with those that this client does not know; null
    /// before the first.
    /// </summary>
    public JsonElement? Capabilities { get; init; }

    /// <summary>What the server has to tell models about itself, if anything: its own words.</summary>
    public string? Instructions { get; init; }

    /// <summary>Whether it was ever connected.</summary>
    public bool WasConnected { get; init; }
}
