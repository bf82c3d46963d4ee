using System.Globalization;
using System.Text.Json.Nodes;
using AgentStack.Schemas;

namespace AgentStack.McpServer.Gateway.Calls;

/// <summary>
/// Cuts a tool's result that is longer than may go through, and says so where the model reads it. The content and the
/// structured content are measured each for itself, since readers take the one or the other. A text is cut; what cannot be
/// cut is left out whole. A result without its structured content is an error: it is not what the tool promised. All else
/// that comes with a result (<see cref="ResultRest"/>) may be as long again.
/// </summary>
internal static class ResultCap
{
    /// <summary>Of all else, in any case.</summary>
    private const int LeastRest = 16_000;

    /// <param name="result">Of the tool; changed only where it is too long.</param>
    /// <param name="most">In bytes.</param>
    public static void Apply(JsonObject result, int most)
    {
        if (result["content"] is JsonArray content && Size(content) > most)
            Cut(content, most);

        if (ResultSize.Of(result["structuredContent"]) is var size && size > most)
        {
            result.Remove("structuredContent");
            result["isError"] = true;
            Note(result, $"[left out: the structured result, {size} bytes, is longer than the {most} bytes that go through this gateway]");
        }

        var mostRest = Math.Max(most, LeastRest);
        if (ResultRest.Size(result) is var rest && rest > mostRest)
            CutRest(result, rest, mostRest);
    }

    private static void CutRest(JsonObject result, long rest, int most)
    {
        if (result["content"] is not (null or JsonArray))
            result["isError"] = true;

        ResultRest.Drop(result);
        if (ResultRest.Size(result) > most)
        {
            result.Clear();
            result["isError"] = true;
        }

        Note(result, $"[left out: what came with this result besides its content, {rest} bytes, is longer than the {most} bytes that go through this gateway]");
    }

    private static void Note(JsonObject result, FormattableString text)
    {
        if (result["content"] is not JsonArray parts)
            result["content"] = parts = [];

        parts.Add(Text(text));
    }

    private static long Size(JsonArray content)
    {
        var size = 0L;
        foreach (var part in content)
            size += Size(part);

        return size;
    }

    // The envelope of a text is not counted, so that a text of as many bytes as may go through does.
    private static long Size(JsonNode? part) => ResultSize.Of(part is JsonObject block && TextOf(block) is { } text ? text : part);

    private static void Cut(JsonArray content, long rest)
    {
        var (leftOut, bytes) = (0, 0L);
        for (var i = 0; i < content.Count; i++)
        {
            var size = Size(content[i]);
            if (size <= rest)
            {
                rest -= size;
            }
            else if (rest > 0 && content[i] is JsonObject block && TextOf(block) is { } text)
            {
                block["text"] = ByteCap.Cut(text.GetValue<string>(), (int)rest);
                rest = 0;
            }
            else
            {
                content.RemoveAt(i--);
                (leftOut, bytes) = (leftOut + 1, bytes + size);
            }
        }

        if (leftOut > 0)
            content.Add(Text($"[left out: {leftOut} more of this result, {bytes} bytes, which is longer than may go through this gateway]"));
    }

    /// <summary>The text of a block that is one.</summary>
    public static JsonValue? TextOf(JsonObject block) =>
        block["type"] is JsonValue type && type.TryGetValue<string>(out var kind) && kind == "text"
            ? block["text"] as JsonValue
            : null;

    private static JsonObject Text(FormattableString text) =>
        new() { ["type"] = "text", ["text"] = text.ToString(CultureInfo.InvariantCulture) };
}
