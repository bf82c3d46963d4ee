using System.Text.Json;
using System.Text.Json.Nodes;
using AgentStack.McpServer.Protocol.JsonRpc;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Protocol;

/// <summary>
/// What the headers of a message must say about its body, in the order in which the specification has it judged. The
/// rules of the handshake revisions are few; those of 2026-07-28 let a gateway route by headers alone.
/// </summary>
internal static class RevisionRules
{
    public static (string Version, RpcError? Problem) Check(IHeaderDictionary headers, RpcMessage message)
    {
        var header = Header(headers, McpWire.ProtocolVersionHeader);
        var version = header ?? ProtocolVersions.Assumed;
        if (!ProtocolVersions.IsServed(version))
            return (version, Unsupported(version));

        if (MetaText(message) is { } meta && meta != header)
            return (version, Mismatch($"{McpWire.ProtocolVersionHeader} and _meta name different protocol versions"));

        return (version, version == ProtocolVersions.Modern ? CheckModern(headers, message) : null);
    }

    private static RpcError? CheckModern(IHeaderDictionary headers, RpcMessage message)
    {
        if (message.Method is not { } method)
            return null;

        if (Header(headers, McpWire.MethodHeader) != method)
            return Mismatch($"{McpWire.MethodHeader} must be the method of the body");

        if (NamedBy(method) is { } parameter && message.TextParam(parameter) != DecodedHeader(headers, McpWire.NameHeader))
            return Mismatch($"{McpWire.NameHeader} must be \"{parameter}\" of the body");

        return message.IsRequest ? CheckMeta(message) : null;
    }

    private static RpcError? CheckMeta(RpcMessage message)
    {
        if (MetaText(message) is null)
            return RpcError.BadRequest(McpErrorCode.InvalidParams, $"_meta must hold \"{MetaKeys.ProtocolVersion}\"");

        return message.MetaOf(MetaKeys.ClientCapabilities) is { ValueKind: JsonValueKind.Object }
            ? null
            : RpcError.BadRequest(McpErrorCode.InvalidParams, $"_meta must hold \"{MetaKeys.ClientCapabilities}\", an object");
    }

    private static string? NamedBy(string method) => method switch
    {
        RequestMethods.ToolsCall or RequestMethods.PromptsGet => "name",
        RequestMethods.ResourcesRead => "uri",
        _ => null,
    };

    private static string? MetaText(RpcMessage message) =>
        message.MetaOf(MetaKeys.ProtocolVersion) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static string? Header(IHeaderDictionary headers, string name) =>
        headers.TryGetValue(name, out var values) ? values.ToString() : null;

    private static string? DecodedHeader(IHeaderDictionary headers, string name) =>
        Header(headers, name) is { } value ? McpHeaderEncoder.DecodeValue(value) : null;

    private static RpcError Mismatch(string message) => RpcError.BadRequest(McpErrorCode.HeaderMismatch, message);

    private static RpcError Unsupported(string version) => new(
        McpErrorCode.UnsupportedProtocolVersion,
        "The protocol version is not served",
        StatusCodes.Status400BadRequest,
        new JsonObject
        {
            ["supported"] = new JsonArray([.. ProtocolVersions.Served.Select(served => JsonValue.Create(served))]),
            ["requested"] = version,
        });
}
