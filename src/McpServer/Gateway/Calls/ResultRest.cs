using System.Text;
using System.Text.Json.Nodes;

namespace AgentStack.McpServer.Gateway.Calls;

/// <summary>
/// What comes with a tool's result besides the content and the structured content: <c>_meta</c>, members that nobody knows,
/// content that is no list, and what texts are wrapped in.
/// </summary>
internal static class ResultRest
{
    private const string Content = "content";
    private const string Structured = "structuredContent";

    // Without these it would be another result.
    private static readonly string[] Needed = [Structured, "isError", "resultType", "inputRequests", "requestState"];
    private static readonly string[] NeededOfText = ["type", "text"];

    /// <summary>In bytes.</summary>
    public static long Size(JsonObject result)
    {
        var size = 0L;
        foreach (var (name, value) in result)
        {
            size += (name, value) switch
            {
                (Structured, _) => 0,
                (Content, JsonArray blocks) => blocks.OfType<JsonObject>().Where(IsText).Sum(SizeOfWrapping),
                _ => Size(name, value),
            };
        }

        return size;
    }

    /// <summary>Leaves out all of it that can be.</summary>
    public static void Drop(JsonObject result)
    {
        Keep(result, name => Needed.Contains(name) || (name == Content && result[Content] is JsonArray));
        foreach (var block in (result[Content] as JsonArray ?? []).OfType<JsonObject>().Where(IsText))
            Keep(block, NeededOfText.Contains);
    }

    private static bool IsText(JsonObject block) => ResultCap.TextOf(block) is not null;

    private static long SizeOfWrapping(JsonObject block) =>
        block.Where(member => member.Key != "text").Sum(member => Size(member.Key, member.Value));

    private static long Size(string name, JsonNode? value) => Encoding.UTF8.GetByteCount(name) + ResultSize.Of(value);

    private static void Keep(JsonObject json, Func<string, bool> isKept)
    {
        foreach (var name in json.Select(member => member.Key).Where(name => !isKept(name)).ToList())
            json.Remove(name);
    }
}
