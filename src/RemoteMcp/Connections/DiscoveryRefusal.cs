using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>
/// A server of 2026-07-28 or later that refuses the question for its revisions: what is wrong with it is not mended by
/// <c>initialize</c>, unless the server names a revision that has it.
/// </summary>
internal sealed class DiscoveryRefusal(int code, IReadOnlyList<string> supported)
    : Exception($"server/discover was refused with JSON-RPC error {code}")
{
    public int Code { get; } = code;

    /// <summary>What the server says that it speaks.</summary>
    public IReadOnlyList<string> Supported { get; } = supported;

    /// <exception cref="DiscoveryRefusal">The body says that there is nothing to fall back to.</exception>
    public static void ThrowIfFinal(string body)
    {
        var error = Read(body);
        if (error?["code"] is not JsonValue number || !number.TryGetValue<int>(out var code))
            return;

        switch ((McpErrorCode)code)
        {
            case McpErrorCode.HeaderMismatch or McpErrorCode.MissingRequiredClientCapability:
                throw new DiscoveryRefusal(code, []);
            case McpErrorCode.UnsupportedProtocolVersion when error["data"] is JsonObject data && data["supported"] is JsonArray list:
                string[] supported = [.. list.Select(Text).OfType<string>()];
                if (!supported.Intersect(ProtocolRevisions.Known).Any())
                    throw new DiscoveryRefusal(code, supported);

                break;
        }
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static JsonObject? Read(string body)
    {
        try
        {
            return (JsonNode.Parse(body) as JsonObject)?["error"] as JsonObject;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }
}
