using System.Text;
using System.Text.Json.Nodes;
using AgentStack.McpServer.Offers;
using AgentStack.McpServer.Protocol;
using AgentStack.McpServer.Protocol.JsonRpc;
using AgentStack.RemoteMcp;
using AgentStack.RemoteMcp.Connections;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Gateway.Calls;

/// <summary>
/// An upstream's own error of JSON-RPC, as the caller gets it: the code and the words, so far as they are about the
/// request. What is between the upstream and the gateway is told as such.
/// </summary>
internal static class UpstreamError
{
    private const int LongestMessage = 2_000;
    private const int LongestData = 16_000;

    public static McpResult Of(RemoteError error, UpstreamCall call, McpRequest request) => (McpErrorCode)error.Code switch
    {
        McpErrorCode.HeaderMismatch or McpErrorCode.UnsupportedProtocolVersion => new RpcError(
            McpErrorCode.InternalError,
            $"The server '{call.Upstream.Name}' behind this gateway does not speak the gateway's protocol (JSON-RPC error {error.Code})."),
        McpErrorCode.MissingRequiredClientCapability when !request.IsModern => Unanswerable(call),
        McpErrorCode.MissingRequiredClientCapability => new RpcError(
            McpErrorCode.MissingRequiredClientCapability, Clean(error.Message, call), StatusCodes.Status400BadRequest, Bounded(error.Data, call)),
        McpErrorCode.ResourceNotFound when request.IsModern && call.Method == RequestMethods.ResourcesRead =>
            NoResource.At(call.Name, request),
        McpErrorCode.MethodNotFound when call.Method == RequestMethods.CompletionComplete => NoCompletion(),
        var code => new RpcError(code, Clean(error.Message, call), Details: Bounded(error.Data, call)),
    };

    // A caller of before 2026-07-28 could be asked only on a session.
    private static McpResult Unanswerable(UpstreamCall call)
    {
        var text = $"{call.Name} asks for input while it runs, which this gateway cannot pass on. It did not finish.";
        return call.Method == RequestMethods.ToolsCall ? ToolError.Of(text) : new RpcError(McpErrorCode.InternalError, text);
    }

    // This server has completions; that an upstream has none is as if it knew no values.
    private static JsonObject NoCompletion() => new() { ["completion"] = new JsonObject { ["values"] = new JsonArray() } };

    private static string Clean(string message, UpstreamCall call)
    {
        var text = new StringBuilder(Math.Min(message.Length, LongestMessage));
        foreach (var rune in ServerWords.Hide(message, call.Upstream.Server.Secrets).EnumerateRunes())
        {
            if (text.Length >= LongestMessage)
                return text.Append('…').ToString();

            text.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        }

        return text.ToString();
    }

    private static JsonNode? Bounded(JsonNode? data, UpstreamCall call) => data?.ToJsonString().Length <= LongestData
        ? HiddenJson.Of(data, call.Upstream.Server.Secrets)
        : null;
}
