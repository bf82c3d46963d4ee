using System.Text.Json.Nodes;
using AgentStack.McpServer.Protocol.JsonRpc;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Protocol;

/// <summary>
/// What a tool, a prompt or a resource asks of the client before it can go on (<c>input_required</c>). A client is asked
/// only for what it said that it can do.
/// </summary>
internal static class InputRequests
{
    private const string InputRequired = "input_required";

    public static McpResult Judge(McpRequest request, InputRequiredResult result)
    {
        if (!request.IsModern)
            return RpcError.InvalidParams($"This needs input from the client, which only protocol version {ProtocolVersions.Modern} lets a server ask for");

        if (Missing(request, result) is { Count: > 0 } missing)
        {
            return new RpcError(
                McpErrorCode.MissingRequiredClientCapability,
                $"This needs client capabilities that the request does not declare: {string.Join(", ", missing)}",
                StatusCodes.Status400BadRequest,
                new JsonObject { ["requiredCapabilities"] = Needed(missing) });
        }

        result.ResultType = InputRequired;
        return result;
    }

    private static List<string> Missing(McpRequest request, InputRequiredResult result)
    {
        var declared = request.Message.MetaOf(MetaKeys.ClientCapabilities);
        return
        [
            .. (result.InputRequests?.Values ?? [])
                .Select(wanted => CapabilityFor(wanted.Method))
                .Distinct()
                .Where(capability => declared?.TryGetProperty(capability, out _) != true),
        ];
    }

    private static JsonObject Needed(IEnumerable<string> capabilities) =>
        new(capabilities.Select(capability => KeyValuePair.Create<string, JsonNode?>(capability, new JsonObject())));

    private static string CapabilityFor(string method) => method.Split('/')[0];
}
