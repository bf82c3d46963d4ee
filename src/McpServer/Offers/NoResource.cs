using System.Text.Json.Nodes;
using AgentStack.McpServer.Protocol;
using AgentStack.McpServer.Protocol.JsonRpc;
using ModelContextProtocol;

namespace AgentStack.McpServer.Offers;

/// <summary>The answer to an address that stands for nothing; its code changed with 2026-07-28.</summary>
internal static class NoResource
{
    private const int LongestUri = 1_024;

    public static RpcError At(string uri, McpRequest request) => new(
        request.IsModern ? McpErrorCode.InvalidParams : McpErrorCode.ResourceNotFound,
        "There is no such resource; resources/list and resources/templates/list name those that there are",
        Details: new JsonObject { ["uri"] = Cut(uri) });

    // Half of a surrogate pair is no text.
    private static string Cut(string uri) => uri.Length <= LongestUri ? uri
        : char.IsHighSurrogate(uri[LongestUri - 1]) ? $"{uri[..(LongestUri - 1)]}…"
        : $"{uri[..LongestUri]}…";
}
