using System.Text.Json;
using AgentStack.McpServer.Protocol.JsonRpc;

namespace AgentStack.McpServer.Protocol;

/// <summary>What all lists of this server share: one page, the same for every caller.</summary>
internal static class OnePage
{
    /// <summary>How long a client may keep a list: a new deployment may bring another one.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromMinutes(1);

    /// <summary>The answer to a caller that asks for another page, else null.</summary>
    public static RpcError? Check(McpRequest request) => request.Message.Param("cursor") is { ValueKind: not JsonValueKind.Null }
        ? RpcError.InvalidParams("\"cursor\" is none that this server gave: the list has one page")
        : null;
}
