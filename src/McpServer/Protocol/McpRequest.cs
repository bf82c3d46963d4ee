using System.Text.Json;
using AgentStack.McpServer.Protocol.JsonRpc;

namespace AgentStack.McpServer.Protocol;

/// <summary>One readable request on its way to a method.</summary>
/// <param name="Http">What brought it.</param>
/// <param name="Message">The request itself.</param>
/// <param name="Version">The revision that it speaks, one of <see cref="ProtocolVersions.Served"/>.</param>
/// <param name="Reply">Where its answer goes.</param>
internal sealed record McpRequest(HttpContext Http, RpcMessage Message, string Version, RpcReply Reply)
{
    public bool IsModern => Version == ProtocolVersions.Modern;

    /// <summary>Whether it takes from others what large bodies may take in all.</summary>
    public bool IsLarge { get; init; }

    public JsonElement Id => Message.Id.GetValueOrDefault();
}
