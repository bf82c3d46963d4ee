using System.Text.Json;
using System.Text.Json.Nodes;
using AgentStack.McpServer.Protocol.JsonRpc;

namespace AgentStack.McpServer.Protocol;

/// <summary>What all lists of this server share: they have one page.</summary>
internal static class OnePage
{
    /// <summary>How long a client may keep a list: a new deployment may bring another one.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromMinutes(1);

    private const string PublicScope = "public";
    private const string PrivateScope = "private";

    /// <param name="request">Which asks for the list.</param>
    /// <param name="member">The name of the list in the result.</param>
    /// <param name="entries">Its entries as they are written.</param>
    /// <param name="freshness">How long a client may keep it.</param>
    /// <param name="isForAll">Whether every caller gets the same.</param>
    public static McpResult List(McpRequest request, string member, IEnumerable<JsonElement> entries, TimeSpan freshness, bool isForAll = true)
    {
        if (request.Message.Param("cursor") is { ValueKind: not JsonValueKind.Null })
            return RpcError.InvalidParams("\"cursor\" is none that this server gave: the list has one page");

        // An object that is made of an element is not taken apart, but written as it is.
        var result = new JsonObject { [member] = new JsonArray([.. entries.Select(entry => JsonObject.Create(entry))]) };
        if (request.IsModern)
        {
            result["ttlMs"] = (long)freshness.TotalMilliseconds;
            result["cacheScope"] = isForAll ? PublicScope : PrivateScope;
        }

        return result;
    }
}
