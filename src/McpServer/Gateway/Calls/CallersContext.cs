using System.Text.Json;
using System.Text.Json.Nodes;
using AgentStack.McpServer.Protocol;
using AgentStack.RemoteMcp.Connections;

namespace AgentStack.McpServer.Gateway.Calls;

/// <summary>What of a caller's request goes on with it besides its parameters: never who the caller is, unless settings say so.</summary>
internal static class CallersContext
{
    public static CallContext Of(McpRequest request, UpstreamOptions options, CallListener listener)
    {
        var context = new CallContext
        {
            Meta = request.Message.Meta is { ValueKind: JsonValueKind.Object } meta ? JsonObject.Create(meta) : null,
            RawProgress = listener.Progress,
            LogMessages = listener.LogMessages,
        };
        return options.PassHeaders.Count == 0 ? context : context with { Headers = HeadersOf(request) };
    }

    private static Dictionary<string, string> HeadersOf(McpRequest request) => request.Http.Request.Headers
        .ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
}
