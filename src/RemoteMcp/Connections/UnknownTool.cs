using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>A tool that the server does not have: some servers say so in a result instead of an error of the protocol.</summary>
internal static class UnknownTool
{
    private static readonly string[] Words = ["unknown tool", "not found"];

    public static bool IsSaid(JsonObject result, string? tool)
    {
        try
        {
            return tool is not null
                && result["isError"]?.GetValueKind() == JsonValueKind.True
                && result["content"] is JsonArray content
                && content.Any(block => IsSaid(block, tool));
        }
        catch (Exception e) when (UnreadableJson.IsCause(e))
        {
            return false;
        }
    }

    private static bool IsSaid(JsonNode? block, string tool) =>
        block is JsonObject { } said && said["text"] is JsonValue value && value.TryGetValue<string>(out var text)
        && text.Contains(tool, StringComparison.Ordinal)
        && Words.Any(words => text.Contains(words, StringComparison.OrdinalIgnoreCase));
}
