using AgentStack.McpServer.Protocol.JsonRpc;
using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Protocol;

/// <summary>What a method made of a request: a result, or an error.</summary>
internal readonly record struct McpResult
{
    private McpResult(Result? value, RpcError? error) => (Value, Error) = (value, error);

    public Result? Value { get; }

    public RpcError? Error { get; }

    public static implicit operator McpResult(Result value) => new(value, null);

    public static implicit operator McpResult(RpcError error) => new(null, error);
}
