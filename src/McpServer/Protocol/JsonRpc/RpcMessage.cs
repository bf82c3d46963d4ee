using System.Runtime.InteropServices;
using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Protocol.JsonRpc;

/// <summary>One posted message, sorted: a request has an id and a method, a notification a method only.</summary>
internal sealed record RpcMessage
{
    // It comes back with every answer, and stands in logs and traces.
    private const int LongestId = 1_024;
    private const int Quotes = 2;

    /// <summary>As it was sent, so that it goes back unchanged.</summary>
    public JsonElement? Id { get; private init; }

    /// <summary>Null for a response to a request that this server never sent.</summary>
    public string? Method { get; private init; }

    /// <summary>An object, or undefined when there are none.</summary>
    public JsonElement Params { get; private init; }

    /// <summary>Why this is no message at all.</summary>
    public RpcError? Problem { get; private init; }

    public bool IsRequest => Id is not null && Method is not null;

    public JsonElement? Meta => Param("_meta");

    public JsonElement? Param(string name) =>
        Params.ValueKind == JsonValueKind.Object && Params.TryGetProperty(name, out var value) ? value : null;

    public JsonElement? MetaOf(string key) =>
        Meta is { ValueKind: JsonValueKind.Object } meta && meta.TryGetProperty(key, out var value) ? value : null;

    public string? TextParam(string name) => Param(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    public RequestId ToRequestId() =>
        Id is { ValueKind: JsonValueKind.Number } number ? new RequestId(number.GetInt64()) : new RequestId(Id?.GetString() ?? "");

    /// <summary>The same request for something else.</summary>
    public RpcMessage WithParams(JsonElement parameters) => this with { Params = parameters };

    public static RpcMessage Read(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Array)
            return Invalid("Batches are not served; send one message a request", id: null);

        if (json.ValueKind != JsonValueKind.Object)
            return Invalid("The body is not a JSON-RPC message, which is an object", id: null);

        var hasId = json.TryGetProperty("id", out var id);
        if (hasId && !IsId(id))
            return Invalid($"\"id\" must be a string of at most {LongestId} bytes, or a whole number", id: null);

        return Read(json, hasId ? id : null);
    }

    private static RpcMessage Read(JsonElement json, JsonElement? id)
    {
        if (!json.TryGetProperty("jsonrpc", out var version) || version.ValueKind != JsonValueKind.String || !version.ValueEquals("2.0"))
            return Invalid("\"jsonrpc\" must be \"2.0\"", id);

        if (!json.TryGetProperty("method", out var method))
        {
            return id is not null && (json.TryGetProperty("result", out _) || json.TryGetProperty("error", out _))
                ? new RpcMessage { Id = id }
                : Invalid("\"method\" is missing", id);
        }

        if (method.ValueKind != JsonValueKind.String)
            return Invalid("\"method\" must be a string", id);

        if (json.TryGetProperty("params", out var parameters)
            && parameters.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null))
            return new RpcMessage { Id = id, Problem = RpcError.BadRequest(McpErrorCode.InvalidParams, "\"params\" must be an object") };

        return new RpcMessage { Id = id, Method = method.GetString(), Params = parameters };
    }

    private static bool IsId(JsonElement id) =>
        (id.ValueKind == JsonValueKind.String && JsonMarshal.GetRawUtf8Value(id).Length <= LongestId + Quotes) || (id.ValueKind == JsonValueKind.Number && id.TryGetInt64(out _));

    private static RpcMessage Invalid(string message, JsonElement? id) =>
        new() { Id = id, Problem = RpcError.BadRequest(McpErrorCode.InvalidRequest, message) };
}
