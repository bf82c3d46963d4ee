using System.Text.Json.Nodes;
using AgentStack.McpServer.Protocol.JsonRpc;
using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Protocol;

/// <summary>What a method made of a request: a result, as an object of the SDK's or as JSON, or an error.</summary>
internal readonly record struct McpResult
{
    private const string IsErrorMember = "isError";

    private McpResult(Result? value, JsonObject? json, RpcError? error) => (Value, Json, Error) = (value, json, error);

    public Result? Value { get; }

    public JsonObject? Json { get; }

    public RpcError? Error { get; }

    /// <summary>Whether a tool reports that it failed.</summary>
    public bool IsToolError => Value is CallToolResult { IsError: true }
        || (Json?[IsErrorMember] is JsonValue flag && flag.TryGetValue<bool>(out var isError) && isError);

    public static implicit operator McpResult(Result value) => new(value, null, null);

    public static implicit operator McpResult(JsonObject json) => new(null, json, null);

    public static implicit operator McpResult(RpcError error) => new(null, null, error);
}
