using System.Text.Json;
using AgentStack.McpServer.Protocol.JsonRpc;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Protocol;

/// <summary>
/// The parameters of a request that runs code of a tool, a prompt or a resource, checked where the SDK's reading of them
/// would throw or let something else through.
/// </summary>
internal static class CallParameters
{
    public static (T? Parameters, RpcError? Problem) Read<T>(RpcMessage message)
        where T : RequestParams
    {
        if (Check(message) is { } problem)
            return (null, problem);

        try
        {
            return (message.Params.Deserialize(McpJsonUtilities.GetTypeInfo<T>(McpJsonUtilities.DefaultOptions)), null);
        }
        catch (JsonException)
        {
            return (null, RpcError.InvalidParams("\"params\" are not what this method takes"));
        }
    }

    /// <summary>What is wrong with what every method that runs such code takes; null for nothing.</summary>
    public static RpcError? Check(RpcMessage message)
    {
        if (!HasReadableMeta(message))
            return RpcError.InvalidParams("\"_meta\" must be an object, and its \"progressToken\" a string or a whole number");

        return HasReadableAnswers(message)
            ? null
            : RpcError.InvalidParams("\"inputResponses\" must be an object of objects, and \"requestState\" a string");
    }

    private static bool HasReadableMeta(RpcMessage message) => message.Meta switch
    {
        null => true,
        { ValueKind: JsonValueKind.Object } meta => !meta.TryGetProperty("progressToken", out var token)
            || token.ValueKind == JsonValueKind.String
            || (token.ValueKind == JsonValueKind.Number && token.TryGetInt64(out _)),
        _ => false,
    };

    private static bool HasReadableAnswers(RpcMessage message) =>
        message.Param("requestState") is null or { ValueKind: JsonValueKind.String }
        && message.Param("inputResponses") switch
        {
            null => true,
            { ValueKind: JsonValueKind.Object } answers =>
                answers.EnumerateObject().All(answer => answer.Value.ValueKind == JsonValueKind.Object),
            _ => false,
        };
}
