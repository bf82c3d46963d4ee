using System.Text.Json;
using System.Text.Json.Nodes;
using AgentStack.McpServer.Protocol;
using AgentStack.RemoteMcp.Connections;
using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Gateway.Calls;

/// <summary>What of a caller's request goes on with it besides its parameters: never who the caller is, unless settings say so.</summary>
internal static class CallersContext
{
    private const string LevelUnasked = "info";

    // What an answer with input_required can ask for. What else a client can do, such as tasks, is between it and the gateway.
    private static readonly string[] Answerable = ["elicitation", "sampling", "roots"];

    public static CallContext Of(McpRequest request, Upstream upstream, CallListener listener)
    {
        var context = new CallContext
        {
            Meta = MetaOf(request),
            RawProgress = listener.Progress,
            LogMessages = listener.LogMessages,
            ClientCapabilities = request.IsModern ? CapabilitiesOf(request) : null,
            Patience = upstream.Patience,
        };
        return upstream.Options.PassHeaders.Count == 0 ? context : context with { Headers = HeadersOf(request) };
    }

    // Those of before 2026-07-28 need not ask for log messages; an upstream of 2026-07-28 sends none unasked.
    private static JsonObject? MetaOf(McpRequest request)
    {
        var meta = request.Message.Meta is { ValueKind: JsonValueKind.Object } given ? JsonObject.Create(given) : null;
        if (request.IsModern)
            return meta;

        meta ??= [];
        meta[MetaKeys.LogLevel] = LevelUnasked;
        return meta;
    }

    private static Dictionary<string, string> HeadersOf(McpRequest request) => request.Http.Request.Headers
        .ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);

    private static JsonObject CapabilitiesOf(McpRequest request)
    {
        var capabilities = new JsonObject();
        foreach (var name in Answerable)
        {
            if (request.Message.MetaOf(MetaKeys.ClientCapabilities) is { ValueKind: JsonValueKind.Object } declared
                && declared.TryGetProperty(name, out var capability))
                capabilities[name] = JsonNode.Parse(capability.GetRawText());
        }

        return capabilities;
    }
}
