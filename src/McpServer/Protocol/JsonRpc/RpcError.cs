using System.Text.Json.Nodes;
using ModelContextProtocol;

namespace AgentStack.McpServer.Protocol.JsonRpc;

/// <summary>An error as JSON-RPC has it, with the HTTP status that carries it.</summary>
internal sealed record RpcError(
    McpErrorCode Code,
    string Message,
    int Status = StatusCodes.Status200OK,
    JsonNode? Details = null)
{
    public static RpcError BadRequest(McpErrorCode code, string message) => new(code, message, StatusCodes.Status400BadRequest);

    public static RpcError InvalidParams(string message) => new(McpErrorCode.InvalidParams, message);
}
