using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentStack.LocalAws.AgentCore;

/// <summary>As much of JSON-RPC 2.0 as the front door of an MCP runtime needs.</summary>
internal static class JsonRpc
{
    public const string NoId = "null";

    /// <summary>The id of the request in the body, as JSON text.</summary>
    public static string ReadId(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("id", out var id))
                return NoId;

            // Read and written anew: an id may hold what is no text.
            return id.ValueKind switch
            {
                JsonValueKind.String => JsonValue.Create(id.GetString())!.ToJsonString(),
                JsonValueKind.Number => id.GetRawText(),
                _ => NoId,
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return NoId;
        }
    }

    public static bool IsMessage(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("jsonrpc", out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
