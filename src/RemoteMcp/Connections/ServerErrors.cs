using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>Reads the errors of JSON-RPC.</summary>
internal static class ServerErrors
{
    // What the client puts before the server's words.
    private const string Prefix = "Request failed (remote): ";

    public static RemoteError Of(JsonRpcError message) =>
        new(message.Error.Code, message.Error.Message, Data(message.Error.Data));

    /// <summary>From the exception that the client made of it, where nothing else is left.</summary>
    public static RemoteError Of(McpProtocolException failure) => new(
        (int)failure.ErrorCode,
        failure.Message.StartsWith(Prefix, StringComparison.Ordinal) ? failure.Message[Prefix.Length..] : failure.Message,
        Data: null);

    /// <summary>As if the client had made it.</summary>
    public static ServerErrorException ToException(RemoteError error) =>
        new(error, new McpProtocolException(error.ToString(), (McpErrorCode)error.Code));

    private static JsonNode? Data(object? data) => data switch
    {
        null => null,
        JsonNode node => node,
        JsonElement { ValueKind: JsonValueKind.Null } => null,
        JsonElement element => JsonNode.Parse(element.GetRawText()),
        _ => JsonSerializer.SerializeToNode(data, McpJsonUtilities.DefaultOptions),
    };
}
