using System.Text.Json.Nodes;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>A JSON-RPC error in a server's own words, which are the server's to answer for: they are no text of ours.</summary>
public sealed record RemoteError(int Code, string Message, JsonNode? Data)
{
    /// <summary>Without the server's words.</summary>
    public override string ToString() => $"JSON-RPC error {Code}";
}
