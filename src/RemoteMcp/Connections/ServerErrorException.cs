using ModelContextProtocol;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>The server answered with an error of JSON-RPC: an answer, though not the one that was hoped for.</summary>
internal sealed class ServerErrorException(RemoteError error, McpProtocolException inner)
    : Exception($"The server answered {error}.", inner)
{
    public RemoteError Error { get; } = error;

    /// <summary>It came with HTTP 400, as it does from what looks at requests before they are run.</summary>
    public bool IsBadRequest { get; init; }
}
