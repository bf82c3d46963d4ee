using System.Text.Json.Nodes;
using AgentStack.McpServer.Protocol;
using AgentStack.McpServer.Protocol.JsonRpc;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Gateway.Calls;

/// <summary>An upstream's result as the caller gets it: as it came, within the cap, with what the caller's revision adds.</summary>
internal static class UpstreamResult
{
    private const string TimeToLive = "ttlMs";
    private const string CacheScope = "cacheScope";

    /// <param name="result">As it came.</param>
    /// <param name="call">What was asked.</param>
    /// <param name="request">Who asked.</param>
    /// <param name="most">The cap, in bytes.</param>
    public static McpResult Of(JsonObject result, UpstreamCall call, McpRequest request, int most)
    {
        if (call.Method == RequestMethods.ToolsCall)
            ResultCap.Apply(result, most);
        else if (ResultSize.Of(result) > most)
            return TooLong(call, most);

        // Of the revisions before, nothing says how long a resource can be kept.
        if (call.Method == RequestMethods.ResourcesRead && request.IsModern
            && !result.ContainsKey(TimeToLive) && !result.ContainsKey("inputRequests"))
            (result[TimeToLive], result[CacheScope]) = (0, "private");

        return result;
    }

    // A part of a file is no file.
    private static RpcError TooLong(UpstreamCall call, int most) => new(
        McpErrorCode.InternalError,
        $"What the server '{call.Upstream.Name}' behind this gateway answered is longer than the {most} bytes"
        + " that go through (MaxResultBytes).");
}
